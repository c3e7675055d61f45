"""Alignment of two sequences of words: edits, cuts and moves, each stretch where it stands."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cadrage.measure.statements.alignment import common_words, equal_words, local_alignments, positions

OTHER = range(1000, 2000)


def align(a, b, min_score=4.0):
    weak = [False] * 5000
    return local_alignments(a, b, positions(b, size=3), size=3, weak=weak, min_score=min_score)


def inside(words, *, before, after):
    return [*OTHER[:before], *words, *OTHER[500 : 500 + after]]


def test_a_verbatim_stretch_is_found_where_it_stands():
    (found,) = align(inside(range(20), before=5, after=3), [*range(2000, 2009), *range(20)])
    assert (found.a_start, found.a_end, found.b_start, found.b_end) == (5, 25, 9, 29)


def test_a_third_of_the_words_may_be_replaced_left_out_or_added():
    words = list(range(40))
    edited = [w for w in words if w % 9 != 4]
    edited = [2000 + w if w % 9 == 7 else w for w in edited]
    edited[20:20] = [2500, 2501]
    (found,) = align(inside(words, before=4, after=4), edited)
    assert (found.a_start, found.a_end) == (4, 44)
    assert (found.b_start, found.b_end) == (0, len(edited))


def test_moved_stretches_are_found_one_by_one():
    a = [*range(12), *range(100, 112)]
    b = [*range(100, 112), *OTHER[:20], *range(12)]
    assert {(s.a_start, s.b_start) for s in align(a, b)} == {(0, 32), (12, 0)}


def test_a_stretch_that_stands_twice_is_found_twice():
    b = [*range(12), *OTHER[:10], *range(12)]
    assert {s.b_start for s in align(list(range(12)), b)} == {0, 22}


def test_texts_without_a_run_in_common_have_nothing_in_common():
    assert align([1, 2, 50, 3, 4, 51], [1, 2, 60, 3, 4, 61]) == []


def by_table(a, b):
    """Longest common subsequence as in any textbook."""
    best = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            best[i + 1, j + 1] = best[i, j] + 1 if x == y else max(best[i, j + 1], best[i + 1, j])
    return best[-1, -1]


words = st.lists(st.integers(0, 5), max_size=25)


@given(words, words)
def test_common_words_agree_with_the_textbook(a, b):
    assert common_words(a, b) == by_table(a, b)
    assert all(a[i : i + n] == b[j : j + n] for i, j, n in equal_words(a, b))


@given(words, words, words, words)
def test_segments_stay_inside_both_texts_and_hold_a_common_run(a, b, c, d):
    common = list(range(10, 18))
    first, second = [*a, *common, *b], [*c, *common, *d]
    found = align(first, second)
    assert any(s.a_start <= len(a) and s.a_end >= len(a) + 8 and s.b_start <= len(c) for s in found)
    for s in found:
        assert 0 <= s.a_start < s.a_end <= len(first)
        assert 0 <= s.b_start < s.b_end <= len(second)
        # Both ends of an alignment are equal words: nothing is taken in for nothing.
        assert first[s.a_start] == second[s.b_start]
        assert first[s.a_end - 1] == second[s.b_end - 1]
