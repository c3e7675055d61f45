"""Grouping gives what comparing every unit with every other one by one would give."""

import random

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from cadrage.measure.statements import grouping
from cadrage.measure.statements.alignment import common_words
from cadrage.measure.statements.features import content_words, feature_matrix, features_of, united
from cadrage.measure.statements.grouping import clusters
from cadrage.measure.statements.likeness import Likeness, Unit, same_speaker

WEAK = frozenset(["le", "de", "et", "que", "dans"])
NAMES = (None, "maire", "préfet", "Karim Delvaux", "Delvaux", "Jean-Delvaux")


def unit(text, speaker=None, *, narrator=False):
    words = text.split()
    features = united(features_of(w, "ADV" if w.endswith("ment") else "NOUN", WEAK) for w in words)
    return Unit(tuple(words), features, speaker, narrator)


def some_units(seed, size):
    """Things said about a few matters, many of them reworded: words left out, put in, exchanged."""
    rng = random.Random(seed)
    words = [
        a + b for a in ("ba", "cro", "fi", "lu", "mar", "se", "tru") for b in ("non", "tage", "vier", "ment", "de")
    ]
    words += [*WEAK, "12", "2014"] * 3
    models = [rng.choices(words, k=rng.randint(2, 16)) for _ in range(size // 8)]
    found = []
    for _ in range(size):
        said = [w for w in rng.choice(models) if rng.random() > 0.15]
        said += rng.choices(words, k=rng.randint(0, 6)) if rng.random() < 0.5 else []
        if said:
            found.append(unit(" ".join(said), rng.choice(NAMES), narrator=rng.random() < 0.3))
    return found


def one_by_one(a, b, dice, inside):
    """The likeness of two units, as the class says it in words."""
    fewest = min(content_words(a.features), content_words(b.features))
    content = 0.5 * dice + 0.5 * inside * min(1.0, fewest / 4)
    shorter = min(len(a.words), len(b.words))
    in_order = common_words(a.words, b.words) / shorter
    verbatim = shorter >= 5 and in_order >= 0.75 and fewest >= 2
    if verbatim:
        content = max(content, in_order)
    same = same_speaker(a.speaker, b.speaker)
    if same is False:
        other = 0.55 if fewest < 3 else 0.7 if fewest < 4 else min(0.95, 0.7 + 0.4 * dice)
        content *= 0.95 if verbatim else other
    elif same:
        content += 0.15 * (1 - content) * min(1.0, 4 * content)
    return min(1.0, content * (0.95 if a.narrator or b.narrator else 1.0))


def all_likenesses(units):
    weights = feature_matrix([u.features for u in units]).toarray()
    total = (weights**2).sum(axis=1)
    score = np.zeros((len(units), len(units)))
    for i in range(len(units)):
        for j in range(i):
            common = weights[i] @ weights[j]
            if common > 0 and common / min(total[i], total[j]) >= 0.1:
                dice, inside = 2 * common / (total[i] + total[j]), common / min(total[i], total[j])
                score[i, j] = score[j, i] = one_by_one(units[i], units[j], dice, inside)
    return score


def all_with_all(units, threshold):
    """Average linkage over the likenesses of all pairs, then what is left alone joins what it is most like."""
    score = all_likenesses(units)
    distance = 1 - score
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - threshold, "distance")
    sizes, joined = np.bincount(labels), labels.copy()
    for k in np.flatnonzero(sizes[labels] == 1):
        best = int(np.argmax(score[k]))
        if score[k, best] >= threshold + 0.06 and sizes[labels[best]] > 1:
            joined[k] = labels[best]
    return joined.tolist()


def partition(labels):
    return sorted(tuple(k for k, other in enumerate(labels) if other == label) for label in set(labels))


def distinct(units):
    return sorted(set(units), key=lambda u: (u.words, u.speaker or "", u.narrator, u.features))


@pytest.mark.parametrize("seed", range(6))
def test_scores_are_those_of_one_pair_after_the_other(seed):
    units = distinct(some_units(seed, 60))
    expected = all_likenesses(units)
    found = np.zeros_like(expected)
    for a, b, dice, inside in grouping._pairs(feature_matrix([u.features for u in units])):
        found[a, b] = found[b, a] = Likeness(units).scores(a, b, dice, inside)
    assert (expected > 0.9).any() and ((expected > 0.1) & (expected < 0.4)).any()
    np.testing.assert_allclose(found, expected, atol=1e-12)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("at_once", [1, 500, 2_000_000])
def test_groups_are_those_of_all_pairs_whatever_is_in_memory(seed, at_once, monkeypatch):
    monkeypatch.setattr(grouping, "_AT_ONCE", at_once)
    monkeypatch.setattr(grouping, "_TOGETHER", at_once)
    units = distinct(some_units(seed, 120))
    expected = partition(all_with_all(units, 0.45))
    assert 1 < len(expected) < len(units)
    assert partition(clusters(units, threshold=0.45)) == expected


def test_equal_units_are_together_and_count_once():
    units = some_units(9, 60)
    once = clusters(units, threshold=0.45)
    twice = clusters(units + units, threshold=0.45)
    assert twice[: len(units)] == twice[len(units) :]
    assert partition(twice[: len(units)]) == partition(once)


def test_nothing_said_has_no_group():
    assert clusters([], threshold=0.45) == []
    assert clusters([unit("de le")], threshold=0.45) == [0]
