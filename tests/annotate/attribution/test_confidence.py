"""Confidence is a probability that means something: its weights, its reliability, its order on plain cases."""

import pytest
import yaml

from cadrage.annotate.attribution import find
from cadrage.annotate.attribution.confidence import estimate, weights
from cadrage.annotate.pipeline import load
from cadrage.annotate.view import View
from cadrage.lexicon import FOLDER

STORED = yaml.safe_load((FOLDER / "fr" / "confidence.yml").read_text(encoding="utf-8"))


def test_reliability_by_cross_validation():
    rows = STORED["reliability"]["rows"]
    # Fifths of some 430 predictions: one standard error of a share near .8 is about .04.
    assert all(abs(said - found) < 0.1 for said, found, _ in rows)
    assert rows[0][1] < rows[-1][1]


def test_estimate_is_a_probability():
    assert estimate({}, {}) == 0.5
    assert 0 < estimate({"length": 9.0}, weights()) < 1


@pytest.fixture(scope="module")
def nlp():
    return load()


def confidence(nlp, text):
    view = View.of(text)
    (only,) = find(nlp(view.text), view)
    return only.confidence


def test_a_named_speaker_of_a_quotation_is_surer_than_a_bare_object(nlp):
    sure = confidence(nlp, "« Le pont est sûr », a déclaré Paul Guéret.")
    unsure = confidence(nlp, "Elle demande la fermeture immédiate du pont.")
    assert sure > unsure
