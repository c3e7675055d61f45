"""Agreement of coders beyond chance, with an interval over texts: Cohen's kappa, Krippendorff's alpha."""

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, need, one_of
from cadrage.measure.uncertainty.intervals import t_multiplier
from cadrage.measure.wording import say

LEVELS = ("nominal", "ordinal", "interval")


def agreement(
    codings: pd.DataFrame, *, level: str = "nominal", confidence: float = 0.95, lang: str = "fr"
) -> pd.DataFrame:
    """Agreement of coders on a long table with one row per item and coder (columns item, coder, code, article_id).

    Krippendorff's alpha over all coders (missing codes allowed), and for nominal codes Cohen's kappa of each pair on
    the items both coded.  Intervals: jackknife over texts (article_id, else items) with t; NaN below three texts.
    Columns: measure, coders, n (items), estimate, low, high, n_texts, verdict, note.  Verdict: below 0.667 unusable,
    0.667 to 0.8 tentative (Krippendorff 2004).  Raises :class:`~cadrage.errors.MeasureError` for a doubled code or
    fewer than two coders.

    >>> codings = pd.DataFrame({"item": [1, 2, 3, 4] * 2, "coder": ["Ada"] * 4 + ["Zoé"] * 4,
    ...     "code": ["a", "a", "b", "b", "a", "a", "b", "a"]})
    >>> agreement(codings, lang="en")[["measure", "estimate", "verdict"]].round(3).values.tolist()
    [["Krippendorff's alpha", 0.533, 'unusable (< 0.667)'], ["Cohen's kappa", 0.5, 'unusable (< 0.667)']]
    """
    need(codings, ["item", "coder", "code"], "codings")
    one_of(level, LEVELS, "level")
    doubled = codings[codings.duplicated(["item", "coder"])]
    if len(doubled):
        row = doubled.iloc[0]
        raise MeasureError(
            f"codings was expected to hold one code per item and coder, but {row['coder']} coded {row['item']} twice"
        )
    table = codings.pivot(index="item", columns="coder", values="code")
    if table.shape[1] < 2:
        raise MeasureError(f"agreement was expected to compare at least two coders, but has {table.shape[1]}")
    by_text = "article_id" in codings
    text = (
        codings.drop_duplicates("item").set_index("item")["article_id"]
        if by_text
        else pd.Series(table.index, table.index)
    )
    text = text.reindex(table.index).astype(str).to_numpy()
    coders = list(table.columns)
    wanted = [("Krippendorff's alpha", coders, lambda t: krippendorff_alpha(t.to_numpy(dtype=object), level=level))]
    if level == "nominal":
        wanted += [
            ("Cohen's kappa", [a, b], lambda t: cohen_kappa(*t.dropna().to_numpy(dtype=object).T))
            for i, a in enumerate(coders)
            for b in coders[i + 1 :]
        ]
    records = [_record(name, table[who], text, of, confidence, lang) for name, who, of in wanted]
    return finish(
        pd.DataFrame(records), measure="agreement", method="jackknife over texts with t", unit="item", level=level,
        reference="chance", correction="none", confidence=confidence, n_texts=len(set(text)),
    )  # fmt: skip


def cohen_kappa(first, second) -> float:
    """Cohen's (1960) kappa of two coders' nominal codes; NaN where both use one and the same code only.

    >>> cohen_kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"])
    0.5
    """
    first, second = np.asarray(first, dtype=object).astype(str), np.asarray(second, dtype=object).astype(str)
    if not len(first):
        return np.nan
    codes = np.unique(np.concatenate([first, second]))
    observed = float((first == second).mean())
    expected = float(sum((first == c).mean() * (second == c).mean() for c in codes))
    return (observed - expected) / (1 - expected) if expected < 1 else np.nan


def krippendorff_alpha(codes: np.ndarray, *, level: str = "nominal") -> float:
    """Krippendorff's alpha of a table items × coders with missing values (None or NaN), by the coincidence matrix.

    Items with fewer than two codes say nothing.  NaN where only one code occurs.  Source: Krippendorff (2004).

    >>> round(krippendorff_alpha(np.array([["a", "a"], ["a", "a"], ["b", "b"], ["b", "a"]], dtype=object)), 3)
    0.533
    """
    values = sorted({v for v in codes.ravel().tolist() if not pd.isna(v)})
    place = {v: k for k, v in enumerate(values)}
    counts = np.zeros((len(codes), len(values)))
    for row, item in enumerate(codes.tolist()):
        for v in item:
            if not pd.isna(v):
                counts[row, place[v]] += 1
    counts = counts[counts.sum(axis=1) >= 2]
    size = counts.sum(axis=1, keepdims=True)
    coincidence = (counts / (size - 1)).T @ counts - np.diag((counts / (size - 1)).sum(axis=0))
    margin = coincidence.sum(axis=0)
    total = margin.sum()
    if (margin > 0).sum() < 2:
        return np.nan
    distance = _distance(values, margin, level)
    expected = (np.outer(margin, margin) * distance).sum() / (total - 1)
    return float(1 - (coincidence * distance).sum() / expected)


def _distance(values: list, margin: np.ndarray, level: str) -> np.ndarray:
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        number = np.asarray(values, dtype=float)
        return (number[:, None] - number) ** 2
    # Ordinal: all codes from one rank to the other, the two ends by half.
    upto = np.cumsum(margin)
    low, high = np.minimum.outer(upto, upto), np.maximum.outer(upto, upto)
    first = np.where(upto[:, None] <= upto, margin[:, None], margin)
    last = np.where(upto[:, None] <= upto, margin, margin[:, None])
    return np.where(np.eye(len(values)), 0.0, (high - low + first - (first + last) / 2) ** 2)


def _record(name, table, text, measure, confidence, lang) -> dict:
    estimate = measure(table)
    texts = np.unique(text)
    low = high = np.nan
    if len(texts) >= 3 and not np.isnan(estimate):
        without = np.array([measure(table[text != t]) for t in texts])
        without = without[~np.isnan(without)]
        size = len(without)
        spread = np.sqrt((size - 1) / size * ((without - without.mean()) ** 2).sum()) if size >= 3 else np.nan
        half = float(t_multiplier(size, confidence=confidence)) * spread
        low, high = max(-1.0, estimate - half), min(1.0, estimate + half)
    key = "unusable" if not estimate >= 0.667 else "tentative" if estimate < 0.8 else "good"
    n = int((table.notna().sum(axis=1) >= 2).sum())
    note = "" if len(texts) >= 3 else say("withheld interval", lang)
    verdict = say(f"agreement {key}", lang)
    return {
        "measure": name, "coders": ", ".join(map(str, table.columns)), "n": n, "estimate": estimate, "low": low,
        "high": high, "n_texts": len(texts), "verdict": verdict, "note": note,
    }  # fmt: skip
