"""Stretches become passages: the same ones that comparing every two of them gives."""

import numpy as np
import pytest

from cadrage.measure.statements.joining import in_turn, joined


def by_hand(pairs):
    """Passages as sets of places (article, first, end), every two stretches compared."""
    nodes = sorted({tuple(side) for row in pairs for side in (row[:3], row[3:])})
    group = {node: {node} for node in nodes}

    def unite(a, b):
        if group[a] is not group[b]:
            group[a] |= group[b]
            for node in group[b]:
                group[node] = group[a]

    for row in pairs:
        unite(tuple(row[:3]), tuple(row[3:]))
    for a in nodes:
        for b in nodes:
            common = min(a[2], b[2]) - max(a[1], b[1])
            if a[0] == b[0] and common > 0 and 2 * common >= max(a[2], b[2]) - min(a[1], b[1]):
                unite(a, b)
    passages = []
    for members in {id(g): g for g in group.values()}.values():
        places = []
        for article, first, end in sorted(members):
            if places and places[-1][0] == article and first < places[-1][2]:
                places[-1] = (article, places[-1][1], max(end, places[-1][2]))
            else:
                places.append((article, first, end))
        passages.append((min(members), places))
    return [places for _, places in sorted(passages)]


@pytest.mark.parametrize("seed", range(20))
def test_any_stretches_make_the_passages_that_all_comparisons_make(seed):
    rng = np.random.default_rng(seed)
    article = rng.integers(0, 5, (25, 2))
    first = rng.integers(0, 60, (25, 2))
    pairs = np.stack([article, first, first + rng.integers(6, 25, (25, 2))], axis=2).reshape(25, 6)
    pairs = pairs[pairs[:, 0] != pairs[:, 3]].astype(np.int32)
    rows = joined(pairs)
    found = [[tuple(row[1:]) for row in rows.tolist() if row[0] == k] for k in range(rows[:, 0].max() + 1)]
    assert found == by_hand(pairs.tolist())


def test_an_own_repeat_stands_behind_what_others_have_from_the_same_place():
    others, own = (joined(np.array([row], dtype=np.int32)) for row in ([1, 0, 9, 2, 0, 9], [1, 0, 9, 3, 0, 9]))
    places = in_turn(others, own)
    assert [(places.own[here.start], places.article[here].tolist()) for here in places.each()] == [
        (False, [1, 2]),
        (True, [1, 3]),
    ]
    before = joined(np.array([[0, 5, 14, 3, 5, 14]], dtype=np.int32))
    assert in_turn(others, before).own.tolist() == [True, True, False, False]


def test_nothing_shared_is_no_passage():
    nothing = joined(np.empty((0, 6), dtype=np.int32))
    assert list(in_turn(nothing, nothing).each()) == []
