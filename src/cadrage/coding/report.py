"""What a coding says: how far coders agree, how often each code occurs, whether a classifier may take over."""

from typing import NamedTuple

import pandas as pd

from cadrage.coding.classify import Trial, apply, errors_of, try_out
from cadrage.coding.prevalence import prevalence
from cadrage.coding.sample import items
from cadrage.coding.scheme import Scheme
from cadrage.errors import MeasureError
from cadrage.measure.quality.agreement import agreement
from cadrage.measure.table import finish
from cadrage.measure.uncertainty.intervals import clustered_share
from cadrage.numbers import number, percent, whole

# Below this the codes of different people are not the same measurement (Krippendorff 2004).
USABLE = 0.667


class CodingReport(NamedTuple):
    """``agreement`` (empty with one coder), ``coded`` (one row per item), ``shares`` by hand, ``trial``, ``prevalence``
    of the whole corpus (empty where the classifier may not be applied), ``said``: the findings as sentences."""

    agreement: pd.DataFrame
    coded: pd.DataFrame
    shares: pd.DataFrame
    trial: Trial | None
    prevalence: pd.DataFrame
    said: list[str]


def settled(codings: pd.DataFrame) -> pd.DataFrame:
    """One code per item: what most coders gave; where they are split, the first coder's by name.

    >>> codings = pd.DataFrame({"item": ["i"] * 3, "coder": ["a", "b", "c"], "code": ["x", "y", "y"]})
    >>> settled(codings)["code"].tolist()
    ['y']
    """
    ordered = codings.sort_values(["item", "coder"], kind="stable")
    votes = ordered.groupby(["item", "code"], sort=False).size().rename("votes").reset_index()
    votes["order"] = range(len(votes))
    best = votes.sort_values(["item", "votes", "order"], ascending=[True, False, True]).drop_duplicates("item")
    one = ordered.drop_duplicates("item").drop(columns=["code", "coder"])
    return one.merge(best[["item", "code"]], on="item").reset_index(drop=True)


def hand_shares(coded: pd.DataFrame) -> pd.DataFrame:
    """Share of each code by outlet among the coded items, over texts: outlet, code, n, total, estimate, low, high, n_texts."""
    records = []
    for outlet, part in coded.groupby("outlet", sort=True):
        for code in sorted(coded["code"].unique()):
            per_text = (part["code"] == code).groupby(part["article_id"].astype(str)).agg(["sum", "size"])
            share = clustered_share(per_text["sum"], per_text["size"])
            records.append({"outlet": outlet, "code": code, "n": int(per_text["sum"].sum()), "total": len(part), "estimate": share.estimate,
                            "low": share.low, "high": share.high, "n_texts": share.n_texts})  # fmt: skip
    return finish(
        pd.DataFrame(records), measure="hand_shares", method="share of the hand codes over texts", unit="item"
    )


def report(study, scheme: Scheme, codings: pd.DataFrame, *, lang: str = "fr") -> CodingReport:
    """Everything a filled coding gives; takes :func:`cadrage.coding.sheets.read_back`.

    The classifier is trained only where coders agree well enough (alpha of .667 or more, or one coder) and applied only
    where it beats its baseline on unseen events and outlets.
    """
    said: list[str] = []
    agreed = pd.DataFrame()
    alpha = None
    if codings["coder"].nunique() > 1:
        agreed = agreement(codings, lang=lang)
        alpha = float(agreed["estimate"].iloc[0])
        said += [_agreed(row, lang) for row in agreed.itertuples()]
    else:
        said.append(_say(lang, "Un seul codeur : l'accord n'est pas mesuré.", "One coder: agreement is not measured."))
    coded = settled(codings)
    nothing = CodingReport(agreed, coded, hand_shares(coded), None, pd.DataFrame(), said)
    if alpha is not None and not alpha >= USABLE:
        said.append(
            _say(
                lang,
                "Accord insuffisant : aucun classifieur n'est entraîné sur ces codes.",
                "Agreement too low: no classifier is trained on these codes.",
            )
        )
        return nothing
    try:
        trial = try_out(coded, study.tokens, seed=scheme.seed)
    except MeasureError as error:
        said.append(str(error))
        return nothing
    if not trial.beats_baseline:
        said.append(_say(lang, "Le classifieur ne fait pas mieux que le code le plus fréquent : il n'est pas appliqué.",
                         "The classifier does no better than the most frequent code: it is not applied."))  # fmt: skip
        return nothing._replace(trial=trial)
    everything = apply(trial, items(study, scheme), study.tokens)
    tables = []
    for code, error in errors_of(trial).items():
        try:
            tables.append(prevalence(everything, code=code, error=error))
        except MeasureError as fault:
            said.append(str(fault))
    whole = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    said += [_occurs(row, lang) for row in whole.itertuples() if not row.outlet]
    return nothing._replace(trial=trial, prevalence=whole)


def _say(lang: str, french: str, english: str) -> str:
    return english if lang == "en" else french


def _agreed(row, lang: str) -> str:
    value, low, high = (number(v, lang, 2) for v in (row.estimate, row.low, row.high))
    bounds = f" [{low} ; {high}]" if low else ""
    return f"{row.measure} ({row.coders}): {value}{bounds}, n = {whole(row.n, lang)}, {row.verdict}"


def _occurs(row, lang: str) -> str:
    share, low, high = (percent(v, lang) for v in (row.estimate, row.low, row.high))
    return _say(
        lang,
        f"« {row.code} » : {share} des unités du corpus, intervalle de {low} à {high}, erreur du classifieur comprise.",
        f"“{row.code}”: {share} of the units of the corpus, interval {low} to {high}, the classifier's error included.",
    )
