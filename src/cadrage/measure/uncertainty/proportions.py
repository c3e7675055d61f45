"""Shares of counted rows within groups, with intervals over independent texts: the common step of the profiles."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cadrage.measure.table import finish, flag_columns
from cadrage.measure.uncertainty.independence import clusters_or_self, one_per_cluster
from cadrage.measure.uncertainty.intervals import clustered_share
from cadrage.measure.uncertainty.ladder import said


def proportions(
    items: pd.DataFrame,
    *,
    group: Iterable[str],
    value: Iterable[str],
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    confidence: float = 0.95,
    lang: str = "fr",
    **attrs,
) -> pd.DataFrame:
    """Share of each ``value`` among the rows of each ``group``; one row per combination that occurs.

    Intervals: Wilson at the effective n over texts, with t; none with one text.  Articles that repeat another one of
    the same outlet are not counted.  Columns: (group), (value), n, total, estimate, low, high, n_articles, n_texts,
    flags, note, rows (index labels of the counted rows).  ``attrs`` are stored with the result.

    >>> items = pd.DataFrame({"article_id": ["a", "a", "b"], "outlet": "Le Phare", "actor": "port", "role": ["agent",
    ...     "patient", "agent"]})
    >>> proportions(items, group=["outlet", "actor"], value=["role"])[["role", "n", "total", "rows"]].values.tolist()
    [['agent', 2, 3, (0, 2)], ['patient', 1, 3, (1,)]]
    """
    group, value = list(group), list(value)
    kept = independent(items, articles=articles, clusters=clusters)
    kept = kept.assign(**{c: kept[c].astype(object) for c in [*group, *value]})
    records = []
    for names, part in kept.groupby(group, sort=True, dropna=False):
        texts = np.unique(part["text"].to_numpy(), return_inverse=True)[1]
        total = np.bincount(texts)
        for shown, rows in part.groupby(value, sort=True, dropna=False):
            mine = np.isin(part["row"].to_numpy(), rows["row"].to_numpy())
            n = np.bincount(texts[mine], minlength=len(total))
            share = clustered_share(n, total, confidence=confidence)
            count, most = int(n.sum()), int(n.max(initial=0))
            records.append(
                dict(zip(group, names, strict=True)) | dict(zip(value, shown, strict=True)) | {
                    "n": count, "total": int(total.sum()), "estimate": share.estimate, "low": share.low,
                    "high": share.high, "n_articles": int((n > 0).sum()), "n_texts": share.n_texts,
                    "rows": tuple(rows["row"].tolist()), "single": 0 < count == most and len(total) > 1,
                    "half": most < count < 2 * most,
                }
            )  # fmt: skip
    columns = [*group, *value, "n", "total", "estimate", "low", "high", "n_articles", "n_texts"]
    out = pd.DataFrame(records, columns=[*columns, "rows", "single", "half"])
    facts = {"one text": out["n_texts"].to_numpy() == 1, "few": out["n"].to_numpy() < 5}
    facts |= {"single text": out["single"].to_numpy(bool), "one text dominates": out["half"].to_numpy(bool)}
    out = out.assign(**flag_columns(facts, lang=lang))[[*columns, "flags", "note", "rows"]]
    order = [*group, "n", *value]
    out = out.sort_values(order, ascending=[c != "n" for c in order], kind="stable")
    behind = out["n_texts"].to_numpy()
    return finish(
        out, **{"unit": "mention", "reference": "none", "correction": "none", "confidence": confidence} | attrs,
        n_texts=int(items["article_id"].nunique()) if len(items) else 0, **said(behind[behind > 0], lang=lang),
    )  # fmt: skip


def independent(
    items: pd.DataFrame,
    *,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
) -> pd.DataFrame:
    """The rows of the articles that count, with ``row`` (index label) and ``text`` (number of the independent text).

    >>> independent(pd.DataFrame({"article_id": ["a", "b"], "outlet": "X"}), clusters={"a": "k", "b": "k"})["row"].tolist()
    [0]
    """
    if items.empty:
        return items.assign(row=pd.Series(dtype=int), text=pd.Series(dtype=int))
    ids = items["article_id"].astype(str)
    cluster = clusters_or_self(ids, clusters=clusters, articles=articles)
    counted = set(one_per_cluster(items["outlet"].astype(str).to_numpy(), ids.to_numpy(), cluster)["counted"])
    keep = ids.isin(counted).to_numpy()
    return items.assign(row=items.index, text=pd.factorize(cluster)[0])[keep]
