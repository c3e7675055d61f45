"""How right the distance marks are: predicted against hand-made ones, scare quotes and hedges apart.

A predicted mark is right when it overlaps a gold mark of its kind that no other predicted mark has taken. Gold gives
the hedging expression, not its scope, so that cues are compared with cues.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

# Field of the gold data → kind of mark.
KINDS = {"scare": "scare-quoted", "hedge": "hedged"}


def judge_marks(gold: dict, predicted: Iterable[tuple[int, int, str]]) -> list[dict]:
    """One row per gold mark and per predicted mark that matches none: kind, outcome (found, missed, wrong).

    ``gold`` has spans under ``scare`` and ``hedge``; ``predicted`` are (cue start, cue end, kind) in the same text.

    >>> judge_marks({"scare": [[4, 9]], "hedge": [[20, 28]]}, [(3, 10, "scare-quoted"), (40, 44, "hedged")])
    [{'kind': 'scare-quoted', 'outcome': 'found'}, {'kind': 'hedged', 'outcome': 'wrong'}, {'kind': 'hedged', 'outcome': 'missed'}]
    """
    rows = []
    predicted = sorted(predicted)
    for field, kind in KINDS.items():
        waiting = sorted(tuple(span) for span in gold.get(field, ()))
        for start, end, _ in (p for p in predicted if p[2] == kind):
            hit = next((span for span in waiting if start < span[1] and span[0] < end), None)
            if hit is not None:
                waiting.remove(hit)
            rows.append({"kind": kind, "outcome": "wrong" if hit is None else "found"})
        rows += [{"kind": kind, "outcome": "missed"}] * len(waiting)
    return rows


def summarise_marks(items: pd.DataFrame, *, seed: int = 0, n_resamples: int = 500) -> pd.DataFrame:
    """Precision, recall and F1 by kind of mark, with 95 % intervals of F1 over articles.

    ``items`` has the columns article_id, kind, outcome. Columns: kind, n_gold, n_predicted, precision, recall, f1
    (0 to 1), low, high (percentile bootstrap that resamples articles), n_articles (with a mark of the kind).

    >>> items = pd.DataFrame({"article_id": ["a", "a", "b"], "kind": ["hedged"] * 3,
    ...                       "outcome": ["found", "wrong", "missed"]})
    >>> summarise_marks(items)[["kind", "n_gold", "precision", "recall", "f1"]].values.tolist()
    [['hedged', 2, 0.5, 0.5, 0.5]]
    """
    rows = []
    for kind, part in items.groupby("kind", sort=True):
        counts = pd.crosstab(part["article_id"], part["outcome"]).reindex(
            columns=["found", "wrong", "missed"], fill_value=0
        )
        values = counts.to_numpy()
        found, wrong, missed = values.sum(axis=0)
        rng = np.random.default_rng(seed)
        draws = rng.integers(0, len(values), (n_resamples, len(values)))
        low, high = np.quantile([_f1(*values[d].sum(axis=0)) for d in draws], [0.025, 0.975])
        rows.append(
            {
                "kind": kind,
                "n_gold": int(found + missed),
                "n_predicted": int(found + wrong),
                "precision": found / max(1, found + wrong),
                "recall": found / max(1, found + missed),
                "f1": _f1(found, wrong, missed),
                "low": low,
                "high": high,
                "n_articles": len(values),
            }
        )
    table = pd.DataFrame(
        rows,
        columns=["kind", "n_gold", "n_predicted", "precision", "recall", "f1", "low", "high", "n_articles"],
    )
    table.attrs = {"method": "overlap with gold marks, bootstrap over articles", "unit": "share", "seed": seed}
    return table


def _f1(found: int, wrong: int, missed: int) -> float:
    return 2 * found / max(1, 2 * found + wrong + missed)
