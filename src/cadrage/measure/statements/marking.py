"""What is shared, marked in the tokens on disk."""

import pandas as pd

from cadrage.measure.statements.passages import mark_shared


def mark_store(store, passages: pd.DataFrame) -> None:
    """Sets ``tokens.shared`` in a store's parts from the passages; an outlet's own repeat is not shared.

    Only the parts of articles whose passages changed are written again (:meth:`cadrage.annotate.store.Store.mark_shared`).
    """
    shared = passages[passages["kind"] != "own repeat"]
    spans: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in shared[["article_id", "start", "end"]].itertuples(index=False):
        spans.setdefault(article, []).append((int(start), int(end)))
    rows = shared.groupby("article_id", sort=False).indices

    def mask(tokens: pd.DataFrame, articles: list[str]):
        return mark_shared(tokens, shared.iloc[[k for a in articles for k in rows[a]]])

    store.mark_shared(spans, mask)
