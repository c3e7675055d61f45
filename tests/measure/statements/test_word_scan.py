"""Words with positions: one typography, offsets into the untouched text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cadrage.measure.statements.word_scan import fold, scan_words, word_edges


def test_typography_makes_no_difference():
    plain = scan_words("L'accord d'État, \"signé\" hier").keys
    assert scan_words("L’accord d’État, «\u202fsigné\u00a0» hier").keys == plain
    assert scan_words(unicodedata.normalize("NFD", "L’accord d’État, “si\u00adgné” hier")).keys == plain
    assert scan_words("l'ACCORD d'Etat signé hier").keys == plain


def test_accents_inside_a_word_are_kept():
    assert fold("pêche") != fold("péché")
    assert fold("cœur") == fold("coeur")


@given(st.text(alphabet=st.sampled_from("aéÉœ'’ -\u00ad\u0301\u200b\n«»1ß"), max_size=40))
def test_positions_are_those_of_the_text(text):
    words = scan_words(text)
    assert all(fold(text[s:e]) == key for key, s, e in zip(words.keys, words.starts, words.ends, strict=True))
    assert all(s < e for s, e in zip(words.starts, words.ends, strict=True))
    assert words.starts == sorted(words.starts)


@given(st.text(alphabet="aÉ1 _'’-\u0301\u00ad\u200bœ𝒜\n", max_size=40))
def test_edges_are_those_of_the_words(text):
    words = scan_words(text)
    starts, ends = word_edges(text)
    assert (starts.tolist(), ends.tolist()) == (list(words.starts), list(words.ends))
