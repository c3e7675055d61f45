"""The measured error of finding reported speech, carried into choice shares: by hand, by simulation, at the edges."""

import numpy as np
import pandas as pd
import pytest
from little_corpus import hits_of

from cadrage.errors import MeasureError
from cadrage.measure import Detector, choice_shares, measured_detector, with_detection
from cadrage.measure.uncertainty.detector import true_counts


def spoken(own: list[tuple], told: list[tuple]) -> pd.DataFrame:
    """Hits of one outlet, with (uses of A, uses of B) in every text in its own voice and attributed."""
    parts = []
    for voice, texts in (("narrator", own), ("attributed", told)):
        parts.append(hits_of([("X", a, b) for a, b in texts]).assign(voice=voice))
    return pd.concat(parts, ignore_index=True)


def test_true_counts_by_hand():
    # 10 uses, 3 found attributed; Se .9, Sp .95: (.95·3 − .05·7) / .85
    own, told = true_counts([7], [3], Detector(0.9, 0.95))
    assert told[0] == pytest.approx((0.95 * 3 - 0.05 * 7) / 0.85)
    assert own[0] + told[0] == pytest.approx(10)


def test_a_perfect_detector_changes_nothing():
    hits = spoken([(3, 1), (2, 2), (1, 0)], [(1, 1), (0, 2), (2, 0)])
    for voice in ("narrator", "attributed"):
        table = with_detection(choice_shares(hits, voice=voice), Detector(1.0, 1.0))
        for ours, counted in (("corrected", "estimate"), ("corrected_low", "low"), ("corrected_high", "high")):
            assert table[ours].tolist() == pytest.approx(table[counted].tolist())


def test_counts_of_a_known_error_are_put_right():
    # 100 uses of each term are the outlet's own in the ratio 3 : 1, attributed in the ratio 1 : 3.
    detector, own, told = Detector(0.8, 0.9), np.array([75, 25]), np.array([25, 75])
    found_told = detector.sensitivity * told + (1 - detector.specificity) * own
    back = true_counts(own + told - found_told, found_told, detector)
    assert back[0] == pytest.approx(own) and back[1] == pytest.approx(told)


def test_uncertainty_about_the_detector_widens_and_never_narrows():
    shares = choice_shares(spoken([(3, 1), (2, 2), (1, 0)], [(1, 3), (0, 2), (2, 0)]), voice="narrator")
    sure = with_detection(shares, Detector(0.9, 0.95))
    unsure = with_detection(shares, Detector(0.9, 0.95, 0.05, 0.02))
    assert unsure["corrected"].tolist() == sure["corrected"].tolist()
    assert (unsure["corrected_low"] <= sure["corrected_low"]).all()
    assert (unsure["corrected_high"] >= sure["corrected_high"]).all()
    assert (
        (unsure["corrected_high"] - unsure["corrected_low"]) > (sure["corrected_high"] - sure["corrected_low"])
    ).any()
    # The counted share stays beside the corrected one, and the table says that it was corrected.
    assert sure["estimate"].tolist() == shares["estimate"].tolist()
    assert sure.attrs["detection"] == "Rogan–Gladen" and sure.attrs["detector"] == [0.9, 0.95]


def test_the_corrected_interval_covers_where_the_counted_one_is_biased():
    rng, detector, truth = np.random.default_rng(5), Detector(0.75, 0.9), 0.3
    covered = counted = 0
    for _ in range(120):
        own = [(a, 8 - a) for a in rng.binomial(8, truth, size=8)]
        told = [(a, 8 - a) for a in rng.binomial(8, 0.95, size=8)]
        hits = spoken(own, told)
        is_told = (hits["voice"] == "attributed").to_numpy()
        found = np.where(is_told, rng.random(len(hits)) < 0.75, rng.random(len(hits)) > 0.9)
        hits["voice"] = np.where(found, "attributed", "narrator")
        row = with_detection(choice_shares(hits, voice="narrator"), detector).iloc[0]
        covered += row["corrected_low"] <= truth <= row["corrected_high"]
        counted += row["low"] <= truth <= row["high"]
    assert covered >= 0.93 * 120 and counted < covered


def test_one_detector_for_each_outlet():
    hits = pd.concat([spoken([(3, 1)], [(1, 3)]), hits_of([("Y", 2, 1)])], ignore_index=True)
    shares = choice_shares(hits, voice="narrator")
    table = with_detection(shares, {"X": Detector(0.5, 1.0), "Y": Detector(1.0, 1.0)})
    y = table[table["outlet"] == "Y"]
    assert y["corrected"].tolist() == pytest.approx(y["estimate"].tolist())
    x = table[(table["outlet"] == "X") & (table["term"] == "blocage")].iloc[0]
    assert x["corrected"] == pytest.approx(2 / 2) and np.isnan(x["corrected_low"])
    with pytest.raises(MeasureError, match="for every outlet, but 'Y' has none"):
        with_detection(shares, {"X": Detector(0.9, 0.9)})


def test_edges():
    with pytest.raises(MeasureError, match="better than guessing"):
        true_counts([1], [1], Detector(0.4, 0.5))
    nothing = choice_shares(hits_of([("X", 1, 0)]), voice="attributed")
    assert with_detection(nothing, Detector(0.9, 0.9))["corrected"].isna().all()
    with pytest.raises(MeasureError, match="measured for 'xx'"):
        measured_detector("xx")


def test_the_measured_detector_is_between_guessing_and_certainty():
    detector = measured_detector("fr")
    assert 0.5 < detector.sensitivity < 1 and 0.5 < detector.specificity < 1
    assert 0 < detector.error_sensitivity < 0.05 and 0 < detector.error_specificity < 0.05
