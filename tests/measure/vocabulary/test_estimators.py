"""The scikit-learn estimator: check_estimator, a pipeline, and the same numbers as the formulas."""

import warnings

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator

from cadrage.errors import MeasureError
from cadrage.measure import KeynessSelector
from cadrage.measure.vocabulary import scores


@pytest.mark.parametrize("measure", ["lrc", "g2", "lafon", "odds_ratio"])
def test_check_estimator_passes(measure):
    with warnings.catch_warnings():
        # One check is for arrays on other devices and is skipped unless SCIPY_ARRAY_API is set; this estimator takes
        # numpy arrays and scipy sparse matrices only.
        warnings.simplefilter("ignore")
        results = check_estimator(KeynessSelector(measure=measure, k=2), on_fail=None)
    failed = [r["check_name"] for r in results if r["status"] == "failed"]
    skipped = [r["check_name"] for r in results if r["status"] == "skipped"]
    assert failed == [] and set(skipped) <= {"check_array_api_input"}


def test_in_a_pipeline_it_keeps_the_words_that_tell_the_classes_apart():
    texts = ["annexion du port"] * 3 + ["rattachement du port"] * 3
    pipeline = make_pipeline(CountVectorizer(), KeynessSelector(measure="g2", k=2))
    pipeline.fit(texts, ["X"] * 3 + ["Y"] * 3)
    assert pipeline.get_feature_names_out().tolist() == ["annexion", "rattachement"]


@pytest.mark.parametrize("measure", ["lrc", "g2", "chi2", "log_ratio", "lafon"])
def test_scores_are_the_formulas_each_class_against_the_rest(measure):
    rng = np.random.default_rng(0)
    X, y = rng.poisson(2, (9, 5)), np.repeat(["a", "b", "c"], 3)
    fitted = KeynessSelector(measure=measure).fit(X, y)
    a, whole = X[y == "b"].sum(axis=0), X.sum(axis=0)
    expected = getattr(scores, measure)(a, whole - a, a.sum(), X.sum() - a.sum())
    assert np.allclose(fitted.scores_[1], expected)


def test_an_unknown_measure_is_named():
    with pytest.raises(MeasureError, match="measure was expected to be one of lrc, .*, but is 'tfidf'"):
        KeynessSelector(measure="tfidf").fit(np.eye(4), [0, 0, 1, 1])
