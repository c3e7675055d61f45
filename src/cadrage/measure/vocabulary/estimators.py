"""Keyness as a scikit-learn estimator: usable on any document-term matrix with labels, without this corpus model."""

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_selection import SelectorMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from cadrage.errors import MeasureError
from cadrage.measure.vocabulary import scores

MEASURES = ("lrc", "g2", "chi2", "log_ratio", "lafon", "log_odds", "percent_diff", "odds_ratio")


class KeynessSelector(SelectorMixin, BaseEstimator):
    """Select the k terms of a document-term matrix most key to any class, each class against the rest.

    ``measure``: lrc (default), g2, chi2, log_ratio, lafon (whole counts), log_odds (z), percent_diff, odds_ratio.
    After ``fit(X, y)``: ``scores_`` (classes × terms, signed), ``classes_``; ``transform`` keeps the ``k`` terms with
    the greatest absolute score (odds_ratio: its logarithm).  X may be sparse and must not be negative.  Scores order
    terms; they are no tests.  Usable in a Pipeline behind CountVectorizer.

    >>> X = np.array([[6, 1, 2], [5, 0, 3], [1, 4, 2], [0, 5, 3]])
    >>> selector = KeynessSelector(measure="log_ratio", k=2).fit(X, ["Phare", "Phare", "Ancre", "Ancre"])
    >>> selector.get_support().tolist(), selector.scores_.round(2).tolist()
    ([True, True, False], [[-3.28, 3.35, 0.18], [3.28, -3.35, -0.18]])
    """

    def __init__(self, measure: str = "lrc", *, k: int = 100, alpha: float = 0.05, prior: float | None = None):
        self.measure = measure
        self.k = k
        self.alpha = alpha
        self.prior = prior

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.target_tags.required = True
        tags.input_tags.positive_only = True
        tags.input_tags.sparse = True
        return tags

    def fit(self, X, y):
        """Score every term for every class against the rest."""
        if self.measure not in MEASURES:
            raise MeasureError(f"measure was expected to be one of {', '.join(MEASURES)}, but is {self.measure!r}")
        X, y = validate_data(self, X, y, accept_sparse="csr", dtype="numeric")
        check_classification_targets(y)
        if (X.data if sparse.issparse(X) else X).min(initial=0) < 0:
            raise ValueError("Negative values in data passed to KeynessSelector: it counts terms")
        self.classes_, label = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(f"KeynessSelector needs at least two classes, but y has {len(self.classes_)} class")
        member = sparse.csr_array((np.ones(len(label)), (label, np.arange(len(label)))))
        counts = member @ (sparse.csr_array(X) if sparse.issparse(X) else X)
        counts = np.asarray(counts.todense() if sparse.issparse(counts) else counts, dtype=float)
        sizes, pooled = counts.sum(axis=1), counts.sum(axis=0)
        everything = sizes.sum()
        self.scores_ = np.array(
            [self._score(a, pooled - a, size, everything - size) for a, size in zip(counts, sizes, strict=True)]
        )
        return self

    def _score(self, a, b, n1, n2) -> np.ndarray:
        if min(n1, n2) <= 0:
            return np.zeros(len(a))
        if self.measure == "lrc":
            return scores.lrc(a, b, n1, n2, alpha=self.alpha)
        if self.measure == "log_odds":
            alpha0 = min(n1, n2) / 10 if self.prior is None else self.prior
            return scores.log_odds(a, b, n1, n2, alpha0=alpha0, prior=(a + b) / (n1 + n2))[1]
        return getattr(scores, self.measure)(a, b, n1, n2)

    def _get_support_mask(self) -> np.ndarray:
        check_is_fitted(self, "scores_")
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.log(self.scores_) if self.measure == "odds_ratio" else self.scores_
        size = np.abs(np.where(np.isnan(value), 0, value)).max(axis=0)
        mask = np.zeros(len(size), dtype=bool)
        mask[np.argsort(-size, kind="stable")[: self.k]] = True
        return mask
