"""Quotation marks in every keyboard's spelling, balanced or not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadrage.annotate.quotes import scan, turns


def inner(text):
    return [text[slice(*q.inner)] for q in scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Non », dit-il.", ["Non"]),
        ("“Non”, dit-il.", ["Non"]),
        ("„Non“, dit-il.", ["Non"]),
        ("‹ Non ›, dit-il.", ["Non"]),
        ('"Non", dit-il.', ["Non"]),
        ("''Non'', dit-il.", ["Non"]),
        ("“Non“, dit-il.", ["Non"]),
        ('« Non", dit-il.', ['Non", dit-il.']),
        ("Il parle d'«agression».", ["agression"]),
        ("nie:“Jamais”.", ["Jamais"]),
        ('Il dit "oui" et "non".', ["oui", "non"]),
        ('Il dit " oui " et " non ".', ["oui", "non"]),
        ("« Il m'a dit “viens”. »", ["Il m'a dit “viens”.", "viens"]),
        ('"Il a répondu "du ciel"."', ['Il a répondu "du ciel".', "du ciel"]),
        ("« A. Il a ajouté : « B ».", ["A.", "B"]),
        ("‘Bonjour’, dit-il.", ["Bonjour"]),
        ("l’été d’ailleurs s'en va", []),
        ("aujourd'hui, qu'il s'arrête", []),
        ('Un écran de 24" pèse lourd.', []),
        ("»mot«", ["mot"]),
        ("", []),
        ("« »", [""]),
    ],
)
def test_marks(text, expected):
    assert inner(text) == expected


def test_nesting_has_parents():
    outer, within = scan("« Il a dit “viens” hier »")
    assert (outer.level, within.level, within.parent) == (0, 1, 0)


def test_paragraphs_with_repeated_mark_continue():
    for mark in "«»":
        quotes = scan(f"« Premier.\n\n{mark} Deuxième.\n\n{mark} Troisième. »")
        assert [q.continues for q in quotes] == [None, 0, 1]
        assert not any(q.unclosed for q in quotes)


def test_paragraphs_without_mark_continue_until_the_close():
    text = "« Premier.\n\nDeuxième.\n\nTroisième », dit-elle. « Autre »"
    assert inner(text) == ["Premier.", "Deuxième.", "Troisième", "Autre"]


def test_unclosed_ends_with_its_paragraph_and_is_flagged():
    text = "« Nous partons.\n\nLe maire sort."
    (quote,) = scan(text)
    assert quote.unclosed and text[quote.start : quote.end] == "« Nous partons."


def test_forgotten_close_before_the_next_quotation():
    text = "« Oui, dit Jean. Il ajoute : « Non ». Fin."
    first, second = scan(text)
    assert first.unclosed and text[slice(*first.inner)] == "Oui, dit Jean." and second.level == 0


def test_turns():
    text = "— Vous partez ?\n– Oui.\n- Bien.\nNon-lieu\n-5 degrés"
    assert [text[slice(*t)] for t in turns(text)] == ["Vous partez ?", "Oui.", "Bien."]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text("ab «»“”„\"'’‘‹›.,\n-—", max_size=60))
def test_quotations_nest_or_follow(text):
    quotes = scan(text)
    for q in quotes:
        assert 0 <= q.start <= q.inner[0] <= q.inner[1] <= q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
        if q.parent is not None:
            assert quotes[q.parent].start <= q.start and q.end <= quotes[q.parent].end


def test_time_is_linear():
    def seconds(n):
        text = '" a « b “ c ' * n
        begin = time.process_time()
        scan(text)
        return time.process_time() - begin

    seconds(100)
    small, large = min(seconds(5_000) for _ in range(3)), seconds(20_000)
    assert large < 8 * small + 0.3
