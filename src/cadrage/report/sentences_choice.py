"""What the figures of competing terms by place and over time say in words, and the detector's error in their shares."""

import pandas as pd

from cadrage.report.language import Language
from cadrage.report.links import Count, Sentence
from cadrage.report.table import rows_table


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
    most = by_term.idxmax()
    own, headline = language.t("voice narrator"), language.label("headline")
    counts = {
        "n": _count(here, f"{headline} · {own}"),
        "total": _count(measure, own),
        "k": _count(here[here["term"] == most], f"{headline} · {own} · {most}"),
    }
    return [Sentence.of(language, "says zone", term=language.quote(most), **counts)]


def _choice_over_time(measure: pd.DataFrame, language: Language) -> list[str]:
    used = measure[measure["n"] > 0]
    freq = measure.attrs.get("freq", "month")
    periods = language.t(f"n periods {freq}", n=int(used["period"].nunique()))
    out = [Sentence.of(language, "says over time", n=_count(used, language.t("voice narrator")), periods=periods)]
    undated = int(measure.attrs.get("undated", 0))
    return [*out, language.t("says undated", n=undated)] if undated else out


def _count(rows: pd.DataFrame, words: str) -> Count:
    """The outlets' own uses in some lines of a measure, and where they stand."""
    found = (r for some in rows["rows"] for r in some) if "rows" in rows.columns else ()
    return Count.of(int(rows["n"].sum()), rows_table(rows), found, words)


says = {"choice_by_zone": _choice_by_zone, "choice_over_time": _choice_over_time}
