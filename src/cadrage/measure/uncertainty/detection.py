"""The measured error of a detector carried into the shares that it counted."""

from collections.abc import Mapping

import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import need
from cadrage.measure.uncertainty.intervals import Interval, rogan_gladen
from cadrage.measure.wording import say
from cadrage.numbers import number


def correct_for_detection(
    table: pd.DataFrame,
    *,
    precision: float | Mapping[str, float],
    recall: float | Mapping[str, float],
    n_gold: int | None = None,
    lang: str = "fr",
) -> pd.DataFrame:
    """A table of shares with its shares corrected for a detector's measured precision and recall, and widened.

    One value for all rows, or one per outlet.  Adds ``observed`` (the share as counted); the note says what was done.
    Source: Rogan and Gladen (1978).  Raises :class:`~cadrage.errors.MeasureError` for values outside ]0, 1].

    >>> table = pd.DataFrame({"outlet": ["Le Phare"], "estimate": [.4], "low": [.2], "high": [.6], "note": [""]})
    >>> correct_for_detection(table, precision=.9, recall=.8, lang="en")[["observed", "estimate"]].round(2).values.tolist()
    [[0.4, 0.45]]
    """
    need(table, ["outlet", "estimate", "low", "high", "note"], "the table")

    def measured(value, outlet):
        if not isinstance(value, Mapping):
            return value
        if outlet not in value:
            raise MeasureError(f"precision and recall were expected for every outlet, but {outlet!r} has none")
        return value[outlet]

    out = table.copy()
    out["observed"] = out["estimate"]
    for place, row in zip(out.index, table.itertuples(), strict=True):
        quality = {"precision": measured(precision, row.outlet), "recall": measured(recall, row.outlet)}
        fixed = rogan_gladen(Interval(row.estimate, row.low, row.high), **quality, n_gold=n_gold)
        told = say("detection", lang, **{k: number(v, lang, 2) for k, v in quality.items()})
        out.loc[place, ["estimate", "low", "high"]] = [fixed.estimate, fixed.low, fixed.high]
        out.loc[place, "note"] = "; ".join(part for part in (row.note, told) if part)
    out.attrs = {**table.attrs, "detection": "corrected (Rogan–Gladen)", "n_gold": n_gold}
    return out
