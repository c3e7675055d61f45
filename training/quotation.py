"""Treebank sentences put into the mouths of invented sources: quotations, incises, *que* clauses, *selon*.

A quotation of several sentences stays several trees, the first with the opening mark, the last with the closing
one and the reporting clause: that is how the pipeline is run, with every full stop preset as a boundary. Each
function returns the sentences it makes, or none where the construction does not fit.
"""

import random
from dataclasses import replace

from clauses import according_to, as_said, inverted_clause
from conllu import ROOT, Sentence
from fragments import VOWELS, close_up, comma, full_stop, leaf, phrase
from press import capitalised, reporting_start, uncapitalised
from typography import drop_full_stop, marks

OPEN, CLOSE = ("«", "«", "PUNCT"), ("»", "»", "PUNCT")


def quotable(sentence: Sentence) -> bool:
    """Whether a sentence can stand inside quotation marks: a finite clause of some length with none of its own."""
    finite = any("VerbForm=Fin" in w.feats for w in sentence)
    ends = sentence[0].form[0].isalpha() and sentence[-1].form in (".", "?", "!")
    return finite and ends and 4 <= len(sentence) <= 45 and not marks(sentence)


def spaced(sentence: Sentence) -> Sentence:
    """The sentence with a space after its last word."""
    return [*sentence[:-1], replace(sentence[-1], space=True)]


def quoted(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences between guillemets."""
    said = [spaced(s) for s in sentences]
    said[0] = phrase((leaf(*OPEN), "punct"), (said[0], "top"))
    said[-1] = phrase((said[-1], "top"), (leaf(*CLOSE), "punct"))
    return said


def said_after(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """*« …. … », a déclaré le ministre.*"""
    *before, last = quoted([*sentences[:-1], drop_full_stop(sentences[-1])])
    return [*before, with_incise(last, inverted_clause(rng))]


def said_plainly(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """*…, a déclaré le ministre.* without marks."""
    return [with_incise(spaced(drop_full_stop(sentences[0])), inverted_clause(rng))]


def with_incise(said: Sentence, clause: Sentence) -> Sentence:
    """A reporting clause and the full stop after what is said."""
    incise = phrase((comma(), "punct"), (clause, "top"))
    return close_up(phrase((said, "top"), (incise, "parataxis:insert"), (full_stop(), "punct")))


def quoted_alone(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """*« …. …. »* or *« …. … ».*, without a source."""
    if rng.random() < 0.6:
        return quoted(sentences)
    *before, last = quoted([*sentences[:-1], drop_full_stop(sentences[-1])])
    return [*before, close_up(phrase((last, "top"), (full_stop(), "punct")))]


def said_within(sentences: list[Sentence], rng: random.Random, *, marked: bool = True) -> list[Sentence]:
    """*« …, a déclaré le ministre, … »*: the incise at a comma no dependency of the sentence spans."""
    sentence = sentences[0]
    root = next(i for i, w in enumerate(sentence) if w.head == ROOT)
    places = [i for i, w in enumerate(sentence) if w.form == "," and _open_at(sentence, i, root)]
    if not places:
        return []
    at = rng.choice(places)
    clause = inverted_clause(rng)
    incise = phrase((clause, "top"), (comma(), "punct"))
    top = at + 1 + next(i for i, w in enumerate(incise) if w.head == ROOT)
    size = len(incise)

    def shift(head: int) -> int:
        return head + size if head > at else head

    before, after = (
        [replace(w, head=shift(w.head)) for w in part] for part in (sentence[: at + 1], sentence[at + 1 :])
    )
    middle = [
        replace(w, head=shift(root), dep="parataxis:insert") if i + at + 1 == top else replace(w, head=w.head + at + 1)
        for i, w in enumerate(incise)
    ]
    middle = [replace(w, space=True) if i == size - 1 else w for i, w in enumerate(close_up(middle))]
    whole = [*before, *middle, *after]
    return quoted([whole]) if marked else [whole]


def _open_at(sentence: Sentence, at: int, root: int) -> bool:
    """Whether only the root's own dependencies pass over the place after position ``at``."""
    if not 2 <= at < len(sentence) - 3:
        return False
    for i, word in enumerate(sentence):
        low, high = sorted((i, word.head))
        if word.head not in (ROOT, root) and low <= at < high and i != at:
            return False
    return True


def announced(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """*Le ministre a déclaré : « …. … »*"""
    first, *others = quoted(sentences)
    said = phrase((leaf(":", ":", "PUNCT"), "punct"), (first, "top"))
    return [close_up(phrase((reporting_start(rng), "top"), (said, "ccomp"))), *others]


def that_clause(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """*Le ministre a déclaré que …*"""
    said = uncapitalised(drop_full_stop(sentences[0]))
    elided = said[0].form[0] in VOWELS
    mark = leaf("qu'" if elided else "que", "que", "SCONJ", space=not elided)
    said = phrase((mark, "mark"), (said, "top"))
    return [close_up(phrase((reporting_start(rng), "top"), (spaced(said), "ccomp"), (full_stop(), "punct")))]


def framed(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """*Selon le ministère, …*, *…, selon le ministère.*, *Comme l'a dit la maire, …*"""
    frame, dep = (according_to(rng), "obl:mod") if rng.random() < 0.75 else (as_said(rng), "advcl")
    if rng.random() < 0.6:
        start = phrase((capitalised(frame), "top"), (comma(), "punct"))
        return [close_up(phrase((start, dep), (uncapitalised(sentences[0]), "top")))]
    end = phrase((comma(), "punct"), (frame, "top"))
    said = spaced(drop_full_stop(sentences[0]))
    return [close_up(phrase((said, "top"), (end, dep), (full_stop(), "punct")))]
