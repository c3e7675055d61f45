"""The normalised view reads the same and leads back to the untouched text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadrage.annotate.view import View

ALPHABET = "aéÀ e\u0301c\u0327’‘'\"«»“”„‹›\u00a0\u202f\u2009\u00ad\u200b\ufeff\r\n\t.,:!?—-‑œ1"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("L’élu", "L'élu"),
        ("«\u00a0Non\u202f»", "« Non »"),
        ('Il dit "non".', "Il dit «non»."),
        ("“J'ai tout payé“, dit-il", "«J'ai tout payé», dit-il"),
        ("''Oui'', dit-elle", "«Oui», dit-elle"),
        ("nie:“Je n'ai rien”", "nie: «Je n'ai rien»"),
        ("co\u00adopérer", "coopérer"),
        ("e\u0301lu", "élu"),
        ("dit\u2011il", "dit-il"),
        ("un\r\ndeux", "un\ndeux"),
        ('un écran de 24" et plus', 'un écran de 24" et plus'),
        ("‘Bonjour’, dit-il, l’été d’ailleurs", "«Bonjour», dit-il, l'été d'ailleurs"),
    ],
)
def test_typography(raw, shown):
    assert View.of(raw).text == shown


def test_common_text_needs_no_map():
    view = View.of("« Le pont », dit la maire de l’île, est « sûr ».")
    assert view.starts is None and view.back(2, 9) == (2, 9)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text(ALPHABET, max_size=80))
def test_round_trip(text):
    view = View.of(text)
    last = 0
    for i in range(len(view.text)):
        start, end = view.back(i, i + 1)
        assert 0 <= last <= start < end <= len(text) or end == start
        last = start
        if view.text[i].isalnum() and view.text[i] == text[start]:
            assert view.forth(start, end)[0] <= i < view.forth(start, end)[1]
    whole = view.back(0, len(view.text))
    assert whole[0] >= 0 and whole[1] <= len(text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text(ALPHABET, max_size=80))
def test_visible_letters_are_kept(text):
    plain = "".join(c for c in View.of(text).text if c.isalpha())
    assert len(plain) <= sum(c.isalpha() or "\u0300" <= c <= "\u036f" for c in text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text(max_size=60))
def test_any_text(text):
    view = View.of(text)
    assert all(0 <= q.start <= q.inner[0] <= q.inner[1] <= q.end <= len(view.text) for q in view.quotes)


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("Le retour&nbsp;de l&#8217;&eacute;lu &laquo;&nbsp;nie&nbsp;&raquo;", "Le retour de l'élu « nie »"),
        ("R&amp;D &lt;b&gt;", "R&D &lt;b&gt;"),
        ("L\u00e2\u20ac\u2122\u00c3\u00a9t\u00c3\u00a9 \u00c2\u00ab nie \u00c2\u00bb", "L'été « nie »"),
        ("Le seul \u00c3\u00a9 reste", "Le seul \u00c3\u00a9 reste"),
        ("S\u00c3O PAULO, M\u00c2CON \u00e2 \u00e9t\u00e9", "S\u00c3O PAULO, M\u00c2CON \u00e2 été"),
    ],
)
def test_entities_and_accents_of_the_wrong_encoding_are_seen_as_meant(raw, seen):
    view = View.of(raw)
    assert view.text == seen and view.original == raw
    at = seen.find("nie")
    if at >= 0:
        assert raw[slice(*view.back(at, at + 3))] == "nie"


def test_accents_before_french_marks_are_not_mojibake():
    text = "« Il a cédé\u00a0», dit-elle, « puis a plié\u00a0», « et a salué\u00a0»."
    assert View.of(text).text.count("é") == 4
