"""CoNLL-U in and spaCy documents out, with contractions (du, des, au, aux) as one token."""

from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

ROOT = -1


@dataclass
class Word:
    """One token of a tree: ``head`` is the index of its governor in the sentence, -1 for the root."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str
    space: bool = True


Sentence = list[Word]


def read_sentences(path: Path) -> list[Sentence]:
    """Read a CoNLL-U file, merging every contraction into one token as ``spacy convert -T`` does."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_sentence(block) for block in blocks]


def _sentence(block: str) -> Sentence:
    words: Sentence = []
    spans: list[tuple[int, int, str, bool]] = []
    for line in block.split("\n"):
        if line.startswith("#"):
            continue
        number, form, lemma, pos, _, feats, head, dep, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            first, last = map(int, number.split("-"))
            spans.append((first - 1, last, form, space))
        elif "." not in number:
            words.append(Word(form, lemma, pos, feats.replace("_", ""), int(head) - 1, dep, space))
    return _merge(words, spans)


def _merge(words: Sentence, spans: list[tuple[int, int, str, bool]]) -> Sentence:
    """Replace each span of words by one that keeps the place in the tree of the word nearest the root."""

    def depth(i: int) -> int:
        return 0 if words[i].head == ROOT else 1 + depth(words[i].head)

    position, merged = {}, []
    ends = {first: (last, form, space) for first, last, form, space in spans}
    i = 0
    while i < len(words):
        last, form, space = ends.get(i, (i + 1, words[i].form, words[i].space))
        parts = words[i:last]
        top = words[min(range(i, last), key=depth)]
        position |= dict.fromkeys(range(i, last), len(merged))
        lemma = " ".join(w.lemma for w in parts)
        merged.append(replace(top, form=form, lemma=lemma, feats=_union(parts), space=space))
        i = last
    return [replace(w, head=position.get(w.head, ROOT)) for w in merged]


def _union(parts: Sentence) -> str:
    feats: dict[str, set[str]] = {}
    for word in parts:
        for pair in filter(None, word.feats.split("|")):
            name, values = pair.split("=", 1)
            feats.setdefault(name, set()).update(values.split(","))
    return "|".join(f"{name}={','.join(sorted(feats[name]))}" for name in sorted(feats))


def text_of(sentence: Sentence) -> str:
    """The text of a sentence, without the space after its last word."""
    return "".join(w.form + " " * w.space for w in sentence).rstrip()


def insert(sentence: Sentence, at: int, word: Word) -> Sentence:
    """The sentence with one more word before position ``at``; ``word.head`` counts the old positions."""

    def moved(head: int) -> int:
        return head + 1 if head >= at else head

    words = [replace(w, head=moved(w.head)) for w in sentence]
    return [*words[:at], replace(word, head=moved(word.head)), *words[at:]]


def break_after(sentence: Sentence, breaks: str = "\n\n") -> Sentence:
    """The sentence closed by line breaks: a white-space token on its last word, as spaCy sets them."""
    *before, last = sentence
    gap = Word(breaks, breaks, "SPACE", "", len(sentence) - 1, "dep", space=False)
    return [*before, replace(last, space=False), gap]


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Set sentences one after the other in one document."""
    words = [w for s in sentences for w in s]
    starts = [i == 0 for s in sentences for i in range(len(s))]
    heads, base = [], 0
    for sentence in sentences:
        heads += [base + (i if w.head == ROOT else w.head) for i, w in enumerate(sentence)]
        base += len(sentence)
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        lemmas=[w.lemma for w in words],
        pos=[w.pos for w in words],
        morphs=[w.feats for w in words],
        heads=heads,
        deps=["ROOT" if w.head == ROOT else w.dep for w in words],
        sent_starts=starts,
    )
