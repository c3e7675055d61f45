"""What the figures of shared copy say in words."""

import pandas as pd

from cadrage.report.language import Language


def _shared_shares(measure: pd.DataFrame, language: Language) -> list[str]:
    known = measure.dropna(subset=["estimate"])
    known = known[known["total"] > 0]
    if known.empty or not known["n"].sum():
        return [language.t("says nothing shared")]
    least, most = known.loc[known["estimate"].idxmin()], known.loc[known["estimate"].idxmax()]
    words = {"n": int(most["n"]), "total": int(most["total"])}
    ends = {"high": language.percent(most["estimate"]), "low": language.percent(least["estimate"])}
    if len(known) < 2:
        return [language.t("says shared one", most=most["outlet"], high=ends["high"], **words)]
    first = language.t("says shared", most=most["outlet"], least=least["outlet"], **ends, **words)
    bounds = [most["low"], least["high"]]
    if not all(map(pd.notna, bounds)):
        return [first]
    return [first, language.t("says apart" if most["low"] > least["high"] else "says overlap")]


def _sharing(measure: pd.DataFrame, language: Language) -> list[str]:
    used = measure[measure["n"] > 0]
    if used.empty:
        return [language.t("says nothing shared")]
    most = used.loc[used["estimate"].idxmax()]
    share = language.percent(most["estimate"])
    return [language.t("says sharing", outlet=most["outlet"], other=most["other"], share=share, n=int(most["n"]))]


def _left_out(measure: pd.DataFrame, language: Language) -> list[str]:
    if "outlet" not in measure or measure["outlet"].nunique() != 1:
        return []
    n, outlet = int(measure["statement_id"].nunique()), measure["outlet"].iloc[0]
    return [language.t("says left_out", outlet=outlet, n=n)]


says = {"shared_shares": _shared_shares, "sharing": _sharing, "left_out": _left_out}
