"""What the figures of competing terms by place and over time say in words, and the detector's error in their shares."""

import pandas as pd

from cadrage.report.language import Language


def detection(measure: pd.DataFrame, language: Language) -> list[str]:
    """That the detector's measured error was carried into the shares; nothing where it was not."""
    if "detection" not in measure.attrs or measure.get("corrected_low", pd.Series(dtype=float)).isna().all():
        return []
    sensitivity, specificity = measure.attrs.get("detector", (None, None))
    named = {"sensitivity": language.percent(sensitivity), "specificity": language.percent(specificity)}
    return [language.t("says detection", **named)] if sensitivity else []


def _choice_by_zone(measure: pd.DataFrame, language: Language) -> list[str]:
    here = measure[measure["zone"] == "headline"]
    by_term = here.groupby("term", sort=False)["n"].sum()
    if not by_term.sum():
        return [language.t("says no headline use")]
    total = int(measure["n"].sum())
    most = by_term.idxmax()
    named = {"term": language.quote(most), "k": int(by_term.max())}
    return [language.t("says zone", n=int(by_term.sum()), total=total, **named)]


def _choice_over_time(measure: pd.DataFrame, language: Language) -> list[str]:
    used = measure[measure["n"] > 0]
    freq = measure.attrs.get("freq", "month")
    periods = language.t(f"n periods {freq}", n=int(used["period"].nunique()))
    out = [language.t("says over time", n=int(used["n"].sum()), periods=periods)]
    undated = int(measure.attrs.get("undated", 0))
    return [*out, language.t("says undated", n=undated)] if undated else out


says = {"choice_by_zone": _choice_by_zone, "choice_over_time": _choice_over_time}
