"""The measured error of telling an outlet's own words from reported ones, carried into shares within one voice.

Of the uses of a term some were found attributed; true counts follow from the detector's sensitivity and specificity
(Rogan and Gladen 1978), and the share within a voice is taken of the true counts.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import pandas as pd
import yaml

from cadrage.errors import MeasureError
from cadrage.measure.table import need
from cadrage.measure.uncertainty.intervals import t_multiplier, wilson

_Z = 1.959963984540054


class Detector(NamedTuple):
    """Share of others' words found attributed, share of own words left to the outlet, and their standard errors.

    >>> Detector(0.9, 0.95).youden
    0.85
    """

    sensitivity: float
    specificity: float
    error_sensitivity: float = 0.0
    error_specificity: float = 0.0

    @property
    def youden(self) -> float:
        """Sensitivity + specificity − 1: 1 for a perfect detector, 0 for one that guesses."""
        return round(self.sensitivity + self.specificity - 1, 12)


@cache
def measured_detector(lang: str = "fr") -> Detector:
    """The detector of a language as measured on held-out articles (``lexicon/LANG/detection.yml``).

    >>> measured_detector("fr").youden > 0.8
    True
    """
    source = resources.files("cadrage") / "lexicon" / lang / "detection.yml"
    if not source.is_file():
        raise MeasureError(f"the detector was expected to be measured for {lang!r}, but is not: give a Detector")
    facts = yaml.safe_load(source.read_text(encoding="utf-8"))
    values = [facts[name]["value"] for name in ("sensitivity", "specificity")]
    errors = [(facts[name]["high"] - facts[name]["low"]) / (2 * _Z) for name in ("sensitivity", "specificity")]
    return Detector(*values, *errors)


def true_counts(own, attributed, detector: Detector) -> tuple[np.ndarray, np.ndarray]:
    """Uses that are truly the outlet's own and truly attributed, from those found; never below 0.

    >>> own, attributed = true_counts([8], [2], Detector(0.8, 1.0))
    >>> own.round(2).tolist(), attributed.round(2).tolist()
    ([7.5], [2.5])
    """
    if detector.youden <= 0 or max(detector[:2]) > 1:
        raise MeasureError(f"a detector was expected to do better than guessing, but is {tuple(detector[:2])}")
    own, attributed = np.asarray(own, dtype=float), np.asarray(attributed, dtype=float)
    found = (detector.specificity * attributed - (1 - detector.specificity) * own) / detector.youden
    found = np.clip(found, 0, own + attributed)
    return own + attributed - found, found


def corrected_share(
    own, attributed, place: int, detector: Detector, *, voice: str, n_eff: float, n_texts: int, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Share of one term within a voice after correction, and its interval.

    ``own`` and ``attributed`` count the uses of all terms of the frame, ``place`` is the term's.  The interval is
    Wilson's at the effective n times (sensitivity + specificity − 1)², with t; the detector's own error adds in
    squares.  NaN bounds below two texts.

    >>> share, low, high = corrected_share([6, 2], [1, 5], 0, Detector(0.9, 0.95), voice="narrator", n_eff=8, n_texts=5)
    >>> round(share, 3), round(low, 3), round(high, 3)
    (0.803, 0.283, 0.977)
    """
    which = 0 if voice == "narrator" else 1

    def share(how: Detector) -> float:
        counts = true_counts(own, attributed, how)[which]
        return float(counts[place] / counts.sum()) if counts.sum() > 0 else np.nan

    estimate = share(detector)
    if np.isnan(estimate) or n_texts < 2 or not np.isfinite(n_eff):
        return estimate, np.nan, np.nan
    n = n_eff * detector.youden**2
    low, high = wilson(estimate * n, n, multiplier=t_multiplier(n_texts, confidence=confidence))
    shifts = []
    for field, error in (("sensitivity", detector.error_sensitivity), ("specificity", detector.error_specificity)):
        value = getattr(detector, field)
        ends = (max(value - _Z * error, 1e-6), min(value + _Z * error, 1.0)) if error else (value, value)
        shifts.append([share(detector._replace(**{field: end})) - estimate for end in ends])
    down = np.sqrt(sum(min(0.0, *shift) ** 2 for shift in shifts))
    up = np.sqrt(sum(max(0.0, *shift) ** 2 for shift in shifts))
    bounds = estimate - np.hypot(estimate - low, down), estimate + np.hypot(high - estimate, up)
    return estimate, *(float(np.clip(bound, 0, 1)) for bound in bounds)


def with_detection(shares: pd.DataFrame, detector: Detector | Mapping[str, Detector]) -> pd.DataFrame:
    """Choice shares with the detector's measured error carried into them: three further columns.

    ``shares`` come from :func:`~cadrage.measure.choice_shares`, own voice or attributed (rows of other voices keep
    NaN); ``detector`` is one for all, or one per outlet.  Adds corrected, corrected_low, corrected_high; estimate, low
    and high stay as counted, so that both can be shown.  ``attrs["detection"]`` says what was done.  Raises
    :class:`~cadrage.errors.MeasureError` for an outlet without a detector.

    >>> shares = pd.DataFrame({"frame": "port", "outlet": "Le Phare", "voice": "narrator", "term": ["blocage", "crise"],
    ...     "n_own": [6, 2], "n_attributed": [1, 5], "total": 8, "n_eff": 8.0, "n_texts": 5})
    >>> with_detection(shares, Detector(0.9, 0.95))["corrected"].round(3).tolist()
    [0.803, 0.197]
    """
    need(shares, ["frame", "outlet", "voice", "n_own", "n_attributed", "n_eff", "n_texts"], "choice shares")
    confidence = shares.attrs.get("confidence", 0.95)
    keys = [c for c in ("frame", "outlet", "zone", "event", "period", "voice") if c in shares.columns]
    values = np.full((len(shares), 3), np.nan)
    for where in shares.groupby(keys, sort=False, dropna=False).indices.values():
        part = shares.iloc[where]
        outlet, voice = part["outlet"].iloc[0], part["voice"].iloc[0]
        if voice not in ("narrator", "attributed"):
            continue
        if isinstance(detector, Mapping) and outlet not in detector:
            raise MeasureError(f"a detector was expected for every outlet, but {outlet!r} has none")
        how = detector[outlet] if isinstance(detector, Mapping) else detector
        own, attributed = part["n_own"].to_numpy(), part["n_attributed"].to_numpy()
        for k, row in enumerate(part.itertuples(index=False)):
            known = {"voice": voice, "n_eff": row.n_eff, "n_texts": row.n_texts, "confidence": confidence}
            # Nothing was found in this voice: what the detector took away cannot be made a share of.
            values[where[k]] = corrected_share(own, attributed, k, how, **known) if row.total else np.nan
    out = shares.assign(corrected=values[:, 0], corrected_low=values[:, 1], corrected_high=values[:, 2])
    one = None if isinstance(detector, Mapping) else [float(v) for v in detector[:2]]
    out.attrs = {**shares.attrs, "detection": "Rogan–Gladen", **({"detector": one} if one else {})}
    return out
