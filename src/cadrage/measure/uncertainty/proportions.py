"""Shares of counted rows within groups, with intervals over independent texts: the common step of the profiles."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cadrage.measure.table import finish, flag_columns
from cadrage.measure.uncertainty.independence import texts_that_count
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
    [['agent', 2, 3, array([0, 2])], ['patient', 1, 3, array([1])]]
    """
    group, value = list(group), list(value)
    needed = list(dict.fromkeys(["article_id", "outlet", *group, *value]))
    kept = independent(items[needed], articles=articles, clusters=clusters)
    (of_group, groups), (of_value, values) = (_numbered(kept, columns) for columns in (group, value))
    text, row = kept["text"].to_numpy(), kept["row"].to_numpy()
    order = np.lexsort((of_value, of_group))
    records = []
    for part in _runs(order, of_group):
        texts = np.unique(text[part], return_inverse=True)[1]
        total = np.bincount(texts)
        for mine in _runs(np.arange(len(part)), of_value[part]):
            n = np.bincount(texts[mine], minlength=len(total))
            share = clustered_share(n, total, confidence=confidence)
            rows = part[mine]
            count, most = int(n.sum()), int(n.max(initial=0))
            records.append(
                groups[of_group[rows[0]]] | values[of_value[rows[0]]] | {
                    "n": count, "total": int(total.sum()), "estimate": share.estimate, "low": share.low,
                    "high": share.high, "n_articles": int((n > 0).sum()), "n_texts": share.n_texts,
                    "rows": row[rows], "single": 0 < count == most and len(total) > 1,
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


def _numbered(table: pd.DataFrame, columns: list[str]) -> tuple[np.ndarray, list[dict]]:
    """The number of each row's combination of values, in sorted order, and the combinations."""
    if table.empty:
        return np.empty(0, dtype=np.int32), []
    key = np.zeros(len(table), dtype=np.int64)
    for column in columns:
        codes, values = pd.factorize(table[column], use_na_sentinel=False)
        key = pd.factorize(key * len(values) + codes)[0]
    # Only the combinations are sorted, not the rows.
    first = np.flatnonzero(np.diff(np.maximum.accumulate(key), prepend=-1))
    firsts = table[columns].iloc[first].astype(object)
    place = firsts.groupby(columns, sort=True, dropna=False).ngroup().to_numpy()
    return place[key].astype(np.int32), firsts.iloc[np.argsort(place)].to_dict("records")


def _runs(order: np.ndarray, keys: np.ndarray) -> list[np.ndarray]:
    """The places in an order, divided where their keys change."""
    return np.split(order, np.flatnonzero(np.diff(keys[order])) + 1) if len(order) else []


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
    keep, text = texts_that_count(items, articles=articles, clusters=clusters)
    return items.assign(row=items.index, text=text)[keep]
