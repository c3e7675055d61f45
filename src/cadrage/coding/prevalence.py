"""How often a code occurs, when the coder (a person or a classifier) errs at a known rate."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from cadrage.errors import MeasureError
from cadrage.measure.table import finish
from cadrage.measure.uncertainty.intervals import clustered_share


def sensitivity_specificity(truth: Sequence, given: Sequence, code: str) -> tuple[int, int, int, int]:
    """Counts behind a coder's error on one code: hits, cases with the code, correct rejections, cases without it.

    >>> sensitivity_specificity(["a", "a", "b", "b"], ["a", "b", "b", "b"], "a")
    (1, 2, 2, 2)
    """
    truth, given = np.asarray(truth, dtype=object) == code, np.asarray(given, dtype=object) == code
    return int((truth & given).sum()), int(truth.sum()), int((~truth & ~given).sum()), int((~truth).sum())


def prevalence(
    given: pd.DataFrame, *, code: str, error: tuple[int, int, int, int], confidence: float = 0.95
) -> pd.DataFrame:
    """Prevalence of a code by outlet, corrected for the coder's measured error, with an interval for both errors.

    ``given`` has article_id, outlet, code as the coder gave them; ``error`` the four counts of
    :func:`sensitivity_specificity`.  Corrected = (observed + specificity − 1) / (sensitivity + specificity − 1), after Rogan
    and Gladen (1978); the variance adds those of the observed share (over texts), of sensitivity and of specificity
    (Lang and Reiczigel 2014, who add one case to the first two and two to the last).  Columns: outlet (empty: all), code, n, total,
    observed, estimate, low, high, n_texts, sensitivity, specificity.  Raises :class:`~cadrage.errors.MeasureError` where
    the coder does no better than chance.

    >>> given = pd.DataFrame({"article_id": list("aabb"), "outlet": "X", "code": ["oui", "non", "oui", "non"]})
    >>> prevalence(given, code="oui", error=(90, 100, 90, 100))["estimate"].round(2).tolist()
    [0.5, 0.5]
    """
    hits, positive, rejections, negative = error
    if not positive or not negative:
        raise MeasureError(
            f"cases with and without {code!r} were expected among those checked, but one kind is missing"
        )
    sensitivity, specificity = hits / positive, rejections / negative
    if sensitivity + specificity <= 1:
        raise MeasureError(
            f"a coder better than chance was expected for {code!r}, but sensitivity {sensitivity:.2f} and specificity "
            f"{specificity:.2f} add up to no more than 1: its codes cannot be corrected"
        )
    z = float(stats.norm.ppf(0.5 + confidence / 2))
    records = []
    for outlet, part in [("", given), *given.groupby(given["outlet"].astype(str), sort=True)]:
        per_text = (part["code"] == code).groupby(part["article_id"].astype(str)).agg(["sum", "size"])
        share = clustered_share(per_text["sum"], per_text["size"], confidence=confidence)
        size = share.n_eff if np.isfinite(share.n_eff) else len(part)
        low, high = _bounds(share.estimate, size, error, z)
        corrected = (share.estimate + specificity - 1) / (sensitivity + specificity - 1)
        records.append({
            "outlet": outlet, "code": code, "n": int(per_text["sum"].sum()), "total": len(part), "observed": share.estimate,
            "estimate": float(np.clip(corrected, 0, 1)), "low": low, "high": high, "n_texts": share.n_texts,
            "sensitivity": sensitivity, "specificity": specificity,
        })  # fmt: skip
    return finish(
        pd.DataFrame(records), measure="prevalence", method="Rogan and Gladen, interval of Lang and Reiczigel", unit="item",
        confidence=confidence, checked=positive + negative,
    )  # fmt: skip


def _bounds(observed: float, size: float, error: tuple[int, int, int, int], z: float) -> tuple[float, float]:
    hits, positive, rejections, negative = error
    # Lang and Reiczigel (2014): pseudo-counts keep the variances from vanishing at 0 and 1.
    size_, observed_ = size + z**2, (size * observed + z**2 / 2) / (size + z**2)
    se, n1 = (hits + 1) / (positive + 2), positive + 2
    sp, n0 = (rejections + 1) / (negative + 2), negative + 2
    scale = se + sp - 1
    corrected = (observed_ + sp - 1) / scale
    shift = 2 * z**2 * (corrected * se * (1 - se) / n1 - (1 - corrected) * sp * (1 - sp) / n0)
    spread = (
        observed_ * (1 - observed_) / size_
        + corrected**2 * se * (1 - se) / n1
        + (1 - corrected) ** 2 * sp * (1 - sp) / n0
    )
    half = z * np.sqrt(max(spread, 0)) / scale
    return tuple(float(np.clip(corrected + shift + side * half, 0, 1)) for side in (-1, 1))
