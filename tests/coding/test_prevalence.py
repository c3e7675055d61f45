"""Known error is recovered: a simulated coder, and a classifier that has nothing to learn."""

import numpy as np
import pandas as pd
import pytest
from test_coding import SCHEME, coded_by, items, study_of

from cadrage.coding import apply, prevalence, try_out
from cadrage.coding.prevalence import sensitivity_specificity
from cadrage.errors import MeasureError

# What an interval of 95 % must reach in a simulation of this size (binomial error of 300 runs: ± .025).
LEAST_COVERAGE = 0.93


def simulated(rng, *, true_share, sensitivity, specificity, n=240, checked=120, texts=12, spread=0.05):
    """Codes of a coder with known error, and the four counts of a check against the truth."""
    shares = np.clip(rng.normal(true_share, spread, texts), 0, 1)
    text = np.arange(n) % texts
    truth = rng.random(n) < shares[text]
    given = np.where(truth, rng.random(n) < sensitivity, rng.random(n) >= specificity)
    check = rng.random(checked) < 0.5
    seen = np.where(check, rng.random(checked) < sensitivity, rng.random(checked) >= specificity)
    error = sensitivity_specificity(np.where(check, "o", "n"), np.where(seen, "o", "n"), "o")
    table = pd.DataFrame({"article_id": [f"a{t}" for t in text], "outlet": "X", "code": np.where(given, "o", "n")})
    return table, error


@pytest.mark.parametrize(
    ("true_share", "sensitivity", "specificity"), [(0.3, 0.85, 0.9), (0.1, 0.8, 0.95), (0.6, 0.9, 0.75)]
)
def test_a_coder_with_known_error_is_recovered(true_share, sensitivity, specificity):
    rng = np.random.default_rng(20)
    inside, raw = 0, 0
    for _ in range(300):
        table, error = simulated(rng, true_share=true_share, sensitivity=sensitivity, specificity=specificity)
        row = prevalence(table, code="o", error=error).iloc[0]
        inside += row["low"] <= true_share <= row["high"]
        raw += row["observed"]
    assert inside / 300 >= LEAST_COVERAGE
    # The raw share is off by what the error predicts: the correction has something to correct.
    assert raw / 300 == pytest.approx(true_share * sensitivity + (1 - true_share) * (1 - specificity), abs=0.02)


def test_a_perfect_coder_changes_nothing():
    table = pd.DataFrame({"article_id": list("aabb"), "outlet": "X", "code": ["o", "n", "n", "n"]})
    assert prevalence(table, code="o", error=(50, 50, 50, 50)).iloc[0]["estimate"] == pytest.approx(0.25)


def test_a_coder_at_chance_is_refused():
    table = pd.DataFrame({"article_id": list("ab"), "outlet": "X", "code": ["o", "n"]})
    with pytest.raises(MeasureError, match="better than chance"):
        prevalence(table, code="o", error=(50, 100, 50, 100))


def test_classifier_that_learns_nothing_is_not_applied():
    rng = np.random.default_rng(5)
    texts = {
        (o, e): [f"Le maire parle du quai numéro {rng.integers(9)} mardi." for _ in range(10)]
        for o in "XY"
        for e in "pqr"
    }
    study = study_of(texts)
    every = items(study, SCHEME)
    coded = every.assign(code=rng.choice(["approuve", "condamne"], len(every)))
    trial = try_out(coded, study.tokens)
    assert not trial.beats_baseline
    with pytest.raises(MeasureError, match="better than its baseline was expected"):
        apply(trial, every, study.tokens)


def test_groups_are_never_split():
    """A word that stands in one event only cannot help on another: what is learnt must carry over."""
    texts = {("X", e): [f"Le mot{e} {'un' if k % 2 else 'deux'} tombe." for k in range(12)] for e in "pqrs"}
    study = study_of(texts)
    every = items(study, SCHEME)
    # Code decided by the event: perfect within events, unpredictable across them.
    coded = every.assign(code=np.where(every["event"].isin(["p", "q"]), "approuve", "condamne"))
    scores = try_out(coded, study.tokens).scores
    assert scores.loc[scores["code"] == "", "accuracy"].iloc[0] < 0.6


def test_too_few_codes_are_refused():
    study = study_of({("X", "e"): ["Le port est ouvert ce matin."] * 5})
    with pytest.raises(MeasureError, match="at least 20 coded items"):
        try_out(items(study, SCHEME).assign(code="approuve"), study.tokens)


def test_precision_and_recall_by_outlet():
    study = study_of(
        {(o, e): ["Le maire salue un geste.", "Le maire dénonce une faute."] * 5 for o in ("X", "Y") for e in "pq"}
    )
    scheme = SCHEME.model_copy(update={"sample": 40})
    trial = try_out(coded_by(study, scheme, ["ada"]).drop(columns="coder"), study.tokens)
    assert trial.by_outlet.groupby("outlet")["n_gold"].sum().to_dict() == {"X": 20, "Y": 20}
    assert trial.by_outlet["recall"].min() == 1.0
