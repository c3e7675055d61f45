"""No text whatever raises, positions are those of the text, and the time grows with its length and no faster."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadrage.annotate.attribution import find
from cadrage.annotate.attribution.base import IMPLICIT, TYPES
from cadrage.annotate.boundaries import boundaries
from cadrage.annotate.pipeline import load
from cadrage.annotate.view import View

WORDS = (
    "le la maire dit a dit dit-il a-t-elle selon pour d'après que qu' si « » “ ” \" „ ' ’ ‹ › , . : ; ! ? … — - ( ) \n \n« "
    "accuse de d' qualifie comme juge utile précisant ajouter et mais Et d'ajouter avant on lit se dit prêt à en croire source "
    'de source Paul Morvan AFP communiqué dans un annonce par il elle qui est accusé surnomme parle de Réponse « Non » 24" '
    "fait savoir vient d'annoncer tient pour \u00a0 \u00ad \u202f l'«échec» a été annoncé aux yeux de persuadé promet menace l'en ses yeux"
).split(" ")
salad = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
ENDINGS = (
    "selon",
    "pour",
    "d'après",
    "que",
    "dit-il que",
    "«",
    "« Non",
    "accuse",
    "qualifie de",
    "à en croire",
    ", à l'en croire, demain",
    ", à ses yeux, demain",
    ":",
    "Paul :",
    "—",
    "et d'",
)


@pytest.fixture(scope="module")
def nlp():
    return load()


def check(nlp, text):
    view = View.of(text)
    for a in find(nlp(view.text), view):
        assert a.content and a.type in TYPES and a.implicit in IMPLICIT and 0 <= a.confidence <= 1
        spans = [view.back(*s) for s in a.content]
        assert all(0 <= s < e <= len(text) for s, e in spans), spans
        assert spans == sorted(spans) and all(x[1] <= y[0] for x, y in zip(spans, spans[1:], strict=False)), spans
        for part in (a.cue, a.source, a.medium):
            assert part is None or 0 <= part[0] <= part[1] <= len(view.text)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=salad)
def test_word_salad(nlp, text):
    check(nlp, text)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=60))
def test_any_text(nlp, text):
    check(nlp, text)


@pytest.mark.parametrize("ending", ENDINGS)
def test_text_that_breaks_off(nlp, ending):
    check(nlp, f"Le maire est sorti. {ending}")
    check(nlp, ending)


def test_empty_text(nlp):
    check(nlp, "")
    check(nlp, "   \n\n ")


@pytest.mark.parametrize(
    "piece",
    [
        "« Oui », dit-il, ",
        "« Il dit que le maire accuse Paul de ",
        "il dit que ",
        '" a « b " « ',
        "selon ",
        "— Non ?\n",
        "précisant que ",
    ],
)
def test_time_is_linear(nlp, piece):
    def seconds(length):
        text = (piece * (length // len(piece) + 1))[:length]
        begin = time.process_time()
        view = View.of(text)
        middle = time.process_time()
        doc = boundaries(nlp.make_doc(view.text))
        again = time.process_time()
        find(doc, view)
        return (middle - begin) + (time.process_time() - again)

    seconds(5_000)
    small, large = min(seconds(25_000) for _ in range(2)), seconds(100_000)
    # Four times the text: eight times the time would be on the way to the square (sixteen).
    assert large < 8 * small + 0.5, (small, large)
