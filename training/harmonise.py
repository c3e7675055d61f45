"""One annotation style for three treebanks: GSD and PUD are brought to the conventions of Sequoia.

Trees stay as annotated except where the treebanks disagree by policy, not by sentence: lemmas and classes
of closed-class words, features only one of them has, kinds of oblique and of *se*, and the reporting clause.
"""

from collections import Counter, defaultdict
from dataclasses import replace

from conllu import ROOT, Sentence, Word

# Features that one treebank has and another has not, or that say nothing the pipeline is used for.
DROPPED_FEATURES = {
    "Emph", "ExtPos", "Foreign", "NumType", "Number[psor]", "Person[psor]", "Typo",
}  # fmt: skip
DROPPED_VALUES = {"Voice=Act", "Polarity=Pos"}
OBLIQUES = ("obl:arg", "obl:mod", "obl:agent")


def trim_features(sentence: Sentence) -> Sentence:
    """Leave out the features on which the treebanks have no common policy."""

    def kept(feats: str) -> str:
        pairs = [p for p in feats.split("|") if p and p.split("=")[0] not in DROPPED_FEATURES]
        return "|".join(p for p in pairs if p not in DROPPED_VALUES)

    return [replace(w, feats=kept(w.feats)) for w in sentence]


def follow_reference(
    sentences: list[Sentence], reference: list[Sentence], *, seen: int = 5, share: float = 0.95
) -> list[Sentence]:
    """Give a form the lemma, and in closed classes the class, that it nearly always has in the reference.

    Only where the reference shows the form at least ``seen`` times, ``share`` of them alike, and never with the
    present pair: the lemma *il* of *il* (PUD) becomes *lui* (Sequoia), *dont* a pronoun. A true ambiguity stays.
    """
    readings: dict[str, Counter] = defaultdict(Counter)
    features: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for word in (w for s in reference for w in s):
        readings[_plain(word.form)][word.pos, word.lemma] += 1
        features[_plain(word.form), word.pos][word.feats] += 1

    def same_as_reference(word: Word) -> Word:
        form = _plain(word.form)
        found = readings.get(form, Counter())
        if word.pos == "PROPN" or (word.pos, word.lemma) in found:
            return word
        same_class = Counter({pair: n for pair, n in found.items() if pair[0] == word.pos})
        candidates = same_class or found
        if candidates.total() < seen:
            return word
        (pos, lemma), n = candidates.most_common(1)[0]
        if n < share * candidates.total() or not (same_class or _policy(word, pos, lemma)):
            return word
        feats = word.feats if pos == word.pos else features[form, pos].most_common(1)[0][0]
        return replace(word, pos=pos, lemma=lemma, feats=feats)

    return [[same_as_reference(w) for w in s] for s in sentences]


def _policy(word: Word, pos: str, lemma: str) -> bool:
    """Whether another class can be a matter of annotation policy, not of another use of the form."""
    closed = {"PRON", "DET", "ADP", "ADV", "SCONJ", "CCONJ"}
    if word.pos in ("SYM", "NUM"):
        return pos in ("NOUN", "ADJ")
    return word.lemma == lemma == "être" or (word.pos in ("ADP", "ADJ", "SCONJ") and pos in closed)


def _plain(form: str) -> str:
    return form.lower().replace("’", "'")


def split_obliques(sentences: list[Sentence], reference: list[Sentence]) -> list[Sentence]:
    """Give the bare ``obl`` of PUD the kind it most often has in the reference.

    Looked up by verb and preposition, then by preposition, then ``obl:mod``; the head is never touched.
    """
    by_verb: dict[tuple[str, str], Counter] = defaultdict(Counter)
    by_case: dict[str, Counter] = defaultdict(Counter)
    for sentence in reference:
        for i, word in enumerate(sentence):
            if word.dep in OBLIQUES:
                case = _case(sentence, i)
                by_verb[sentence[word.head].lemma, case][word.dep] += 1
                by_case[case][word.dep] += 1

    def kind(sentence: Sentence, i: int) -> str:
        case = _case(sentence, i)
        counts = by_verb.get((sentence[sentence[i].head].lemma, case)) or by_case.get(case)
        return counts.most_common(1)[0][0] if counts else "obl:mod"

    return [[replace(w, dep=kind(s, i)) if w.dep == "obl" else w for i, w in enumerate(s)] for s in sentences]


def _case(sentence: Sentence, i: int) -> str:
    return next((w.lemma.split(" ")[0] for w in sentence if w.head == i and w.dep == "case"), "")


def split_reflexives(sentences: list[Sentence], reference: list[Sentence]) -> list[Sentence]:
    """Give the *se* that PUD calls an object the label it most often has with that verb in the reference."""
    by_verb: dict[str, Counter] = defaultdict(Counter)
    for sentence in reference:
        for word in sentence:
            if word.lemma == "soi" and word.head != ROOT and word.dep != "fixed":
                by_verb[sentence[word.head].lemma][word.dep] += 1

    def label(sentence: Sentence, word: Word) -> str:
        counts = by_verb.get(sentence[word.head].lemma)
        return counts.most_common(1)[0][0] if counts else "expl:pv"

    return [[replace(w, dep=label(s, w)) if w.lemma == "soi" and w.dep == "obj" else w for w in s] for s in sentences]


def reattach_incise(sentence: Sentence) -> Sentence:
    """Hang the inverted reporting clause of PUD under what is said, as Sequoia and GSD do.

    PUD makes *dit* the root of « … », *dit-il* and the quotation its ``parataxis``; here the quotation becomes the
    head and *dit* its ``parataxis:insert``. Only where the subject follows the verb and the quotation precedes it.
    """
    for verb, word in enumerate(sentence):
        inverted = any(w.head == verb and w.dep == "nsubj" and i > verb for i, w in enumerate(sentence))
        if not inverted or word.pos != "VERB":
            continue
        said = [i for i, w in enumerate(sentence[:verb]) if w.head == verb and w.dep == "parataxis"]
        if said and word.dep in ("root", "parataxis"):
            top, words = said[0], list(sentence)
            words[top] = replace(words[top], head=word.head, dep=word.dep)
            words[verb] = replace(word, head=top, dep="parataxis:insert")
            last = len(words) - 1
            if words[last].head == verb and words[last].dep == "punct":
                words[last] = replace(words[last], head=top)
            return words
        if word.dep == "parataxis" and word.head < verb:
            return [replace(w, dep="parataxis:insert") if i == verb else w for i, w in enumerate(sentence)]
    return sentence


def harmonise(treebanks: dict[str, list[Sentence]]) -> dict[str, list[Sentence]]:
    """Bring every training treebank to the style of ``seq-train``; the Sequoia files only lose features."""
    trimmed = {name: [trim_features(s) for s in sentences] for name, sentences in treebanks.items()}
    reference = trimmed["seq-train"]
    with_gsd = reference + trimmed["gsd-dev"]
    result = {}
    for name, sentences in trimmed.items():
        if not name.startswith("seq-"):
            sentences = follow_reference(sentences, reference)
        if name == "pud":
            sentences = split_reflexives(split_obliques(sentences, with_gsd), with_gsd)
            sentences = [reattach_incise(s) for s in sentences]
        result[name] = sentences
    return result
