"""Invented sentences as tables: tokens made by the embedded pipeline, without a study around them."""

import pandas as pd

from cadrage import tables
from cadrage.annotate import pipeline
from cadrage.annotate.rows import make_rows
from cadrage.annotate.view import View


def tokens_of(texts: dict[str, str] | list[str], outlet: str = "X") -> pd.DataFrame:
    """The tokens of some texts (article → text, or a list), all in the narrator's voice; index from 0."""
    texts = {f"c{k:03d}": t for k, t in enumerate(texts)} if isinstance(texts, list) else texts
    articles = [
        type("Article", (), {"article_id": k, "outlet": outlet, "event": None, "text": t, "headline_end": 0})()
        for k, t in texts.items()
    ]
    views = [View.of(a.text) for a in articles]
    docs = pipeline.docs(pipeline.load(), views)
    rows = [pd.DataFrame(make_rows(a, d, v, [], [], []).tokens) for a, v, d in zip(articles, views, docs, strict=True)]
    out = pd.concat(rows, ignore_index=True)
    for column, value in (("boilerplate", False), ("shared", False), ("entity", "")):
        if column not in out:
            out[column] = value
    return out


NO_ATTRIBUTIONS = tables.empty("attributions")
