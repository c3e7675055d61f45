"""W3C Web Annotation (JSON-LD): every reported statement and every declared term as an annotation of its passage."""

import json
import os
from pathlib import Path
from urllib.parse import quote

import pandas as pd

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# As much context as Hypothesis and others use to find a passage again.
_AROUND = 32


def write_web_annotation(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    hits: pd.DataFrame,
    out: str | os.PathLike,
    *,
    texts: bool = True,
) -> Path:
    """Writes one ``AnnotationPage``; selectors give positions in code points and, unless ``texts=False``, the words.

    The source of a target is the article's address, or ``urn:cadrage:`` and its id where it has none.
    """
    text = dict(zip(articles["article_id"], articles["text"], strict=True))
    source = {
        row.article_id: row.url if isinstance(row.url, str) else f"urn:cadrage:{quote(row.article_id, safe='')}"
        for row in articles.itertuples()
    }

    def target(article_id: str, start: int, end: int) -> dict:
        selector: dict | list = {"type": "TextPositionSelector", "start": int(start), "end": int(end)}
        if texts:
            whole = text[article_id]
            words = {"type": "TextQuoteSelector", "exact": whole[start:end],
                     "prefix": whole[max(0, start - _AROUND) : start], "suffix": whole[end : end + _AROUND]}  # fmt: skip
            selector = [selector, words]
        return {"source": source[article_id], "selector": selector}

    items = []
    for row in attributions.itertuples():
        items.append({
            "id": f"urn:cadrage:attribution:{quote(row.attribution_id, safe='')}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": [_tag("attribution"), _tag(f"type: {row.type}")]
            + ([_tag(f"speaker: {row.speaker}")] if isinstance(row.speaker, str) else [])
            + ([_tag(f"cue: {row.cue_lemma}")] if isinstance(row.cue_lemma, str) else []),
            "target": [target(row.article_id, s, e) for s, e in zip(row.starts, row.ends, strict=True)],
        })  # fmt: skip
    for number, row in enumerate(hits.itertuples()):
        items.append({
            "id": f"urn:cadrage:hit:{number}",
            "type": "Annotation",
            "motivation": "tagging",
            "body": [_tag(f"frame: {row.frame}"), _tag(f"term: {row.term}"), _tag(f"voice: {row.voice}"),
                     _tag(f"distance: {row.distance}")],
            "target": [target(row.article_id, row.start, row.end)],
        })  # fmt: skip
    page = {"@context": _CONTEXT, "id": "urn:cadrage:page:1", "type": "AnnotationPage", "items": items}
    path = Path(out)
    path.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="replace")
    return path


def _tag(value: str) -> dict:
    return {"type": "TextualBody", "value": value, "purpose": "tagging"}
