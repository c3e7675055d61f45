"""Sentence starts are preset: at every line break, not behind abbreviations, and counted across quotations."""

import pytest
import spacy

from cadrage.annotate.boundaries import boundaries, numbers
from cadrage.annotate.pipeline import load
from cadrage.annotate.quotes import scan


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.mark.parametrize(
    "marked",
    [
        "Il part.| Elle reste.",
        "M. Roy et Mme Kim partent.| Ils reviennent.",
        "J. Dupont est là.| Fin.",
        "Titre\n|Le maire sort.",
        "« Non ! », dit-il.| Il sort.",
        "« Non ! » a-t-il dit.| Il sort.",
        "Il a dit « non ».| Elle aussi.",
        "« Non.| Jamais », dit-il.",
        "Quoi ?| Rien.",
        "Il paie 3.500 euros.| Fin.",
        "Et puis...| Rien.",
        "Et puis... rien.",
    ],
)
def test_starts(nlp, marked):
    text = marked.replace("|", "")
    expected, at = [0], 0
    for part in marked.split("|")[:-1]:
        at += len(part)
        expected.append(at + (text[at] == " "))
    doc = nlp.make_doc(text)
    found = [t.idx for t in boundaries(doc) if t.is_sent_start and not t.is_space]
    assert found == expected


def test_numbers_do_not_break_inside_a_quotation(nlp):
    text = "Il parle. « Non. Rien. Jamais », dit-il. Il sort."
    doc = nlp(text)
    ids = numbers(doc, scan(text))
    inside = {ids[t.i] for t in doc if 10 <= t.idx < 33}
    assert len(inside) == 1 and max(ids) == 2


def test_line_break_always_breaks(nlp):
    text = "« Un.\n\n« Deux. »"
    ids = numbers(nlp(text), scan(text))
    assert ids[0] != ids[-1]


def test_empty():
    nlp = spacy.blank("fr")
    assert numbers(boundaries(nlp("")), []) == []
