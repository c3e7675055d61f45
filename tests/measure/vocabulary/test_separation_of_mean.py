"""Separation of an outlet from the mean of the others, each weighing the same, against its definition written out."""

import numpy as np
import pytest
from little_corpus import drawn_tokens

from cadrage.errors import MeasureError
from cadrage.measure import count, separation
from cadrage.measure.vocabulary import separation as module


def by_definition(counts, outlet: str) -> float:
    """The probability over draws of one of the outlet's texts, of another outlet, and of one of that one's texts.

    Both texts are left out; a word of either is given to the outlet with the probability that the remaining rates say,
    the rate of the reference being the mean of the rates of the other outlets; ½ where no remaining text has it.
    """
    texts = counts.texts["outlet"].tolist()
    matrix = counts.matrix.toarray().astype(float)
    shares = matrix / matrix.sum(axis=1, keepdims=True)
    several = (matrix > 0).sum(axis=0) >= 2
    others = sorted(set(texts) - {outlet})
    mine = [i for i, name in enumerate(texts) if name == outlet]
    found = []
    for i in mine:
        for name in others:
            theirs = [j for j, other in enumerate(texts) if other == name]
            for j in theirs:
                a = shares[[k for k in mine if k != i]].mean(axis=0)
                b = np.mean([shares[[k for k, o in enumerate(texts) if o == n and k != j]].mean(axis=0) for n in others],
                            axis=0)  # fmt: skip
                right = 0.0
                for t in range(matrix.shape[1]):
                    known = several[t] and a[t] + b[t] > 1e-12
                    rho = a[t] / (a[t] + b[t]) if known else 0.5
                    right += (shares[i, t] * rho + shares[j, t] * (1 - rho)) / 2
                found.append((1 / len(mine) / len(others) / len(theirs), right))
    return sum(weight * right for weight, right in found)


def test_the_estimate_is_the_definition_written_out():
    tokens = drawn_tokens({"X": 4, "Y": 5, "Z": 2, "W": 3}, words=20, seed=3)
    table = separation(tokens, reference="mean", n_permutations=9).set_index("outlet")
    counts = count(tokens)
    for outlet in ("X", "Y"):
        assert table.loc[outlet, "estimate"] == pytest.approx(by_definition(counts, outlet), abs=1e-12)
        assert table.loc[outlet, "reference"] == "mean" and table.loc[outlet, "floor"] == 0.1


def test_the_mean_of_one_outlet_is_that_outlet():
    tokens = drawn_tokens({"X": 4, "Y": 6}, words=25, seed=7)
    mean, rest = (separation(tokens, reference=r)["estimate"].tolist() for r in ("mean", "rest"))
    assert mean == pytest.approx(rest, abs=1e-12)


def test_a_large_outlet_does_not_stand_for_all():
    """Y has most texts and writes like X; Z is small and does not: from the mean X is further than from all others."""
    tokens = drawn_tokens({"X": 6, "Y": 30, "Z": 4}, words=60, seed=1)
    tokens["lemma"] = tokens["lemma"].astype(str).where(tokens["outlet"] != "Z", "z" + tokens["lemma"].astype(str))
    rest, mean = (
        separation(tokens, reference=r, n_permutations=9).set_index("outlet").loc["X"] for r in ("rest", "mean")
    )
    assert mean["estimate"] > rest["estimate"] + 0.05


@pytest.mark.parametrize("pairs", [module.MAX_PAIRS, 0])
def test_chance_is_one_half_by_pairs_and_by_folds(pairs, monkeypatch):
    monkeypatch.setattr(module, "MAX_PAIRS", pairs)
    tokens = drawn_tokens({"X": 8, "Y": 12, "Z": 5}, words=25, seed=4)
    row = separation(tokens, reference="mean", n_permutations=199).iloc[0]
    assert row["null_mean"] == pytest.approx(0.5, abs=0.004) and row["low"] < row["estimate"] < row["high"]


def test_an_outlet_of_one_text_leaves_nothing_to_compare_with():
    few = separation(drawn_tokens({"X": 4, "Y": 4, "Z": 1}), reference="mean", lang="en").set_index("outlet")
    assert "of each other outlet" in few.loc["X", "note"] and np.isnan(few.loc["X", "estimate"])
    assert "at least four" in few.loc["Z", "note"]


def test_an_unknown_reference_is_named():
    with pytest.raises(MeasureError, match="reference was expected to be one of rest, pairwise, mean"):
        separation(drawn_tokens({"X": 4, "Y": 4}), reference="moyenne")
