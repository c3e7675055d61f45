"""One article with what was found in it marked: voices, speakers, cues, distance, terms, shared passages.

The text content of the result is exactly the article's text: marks are elements and attributes, never words.
"""

from html import escape

import pandas as pd

from cadrage.report.language import Language

# Characters that HTML would drop or change are shown as U+FFFD, one for one, so that positions stay true.
_UNSHOWN = dict.fromkeys([*range(0, 9), 11, 12, *range(14, 32), *range(127, 160)], "�")


def shown(text: str) -> str:
    """Text as it can stand in a page: escaped, with the same number of characters.

    >>> shown("<b>\\x00")
    '&lt;b&gt;\ufffd'
    """
    return escape(str(text).translate(_UNSHOWN)).replace("\r", "&#13;")


def spans_of(study, article_id: str, language: Language) -> list[tuple[int, int, str, str]]:
    """What is marked in an article: start, end, kind of mark, words for it."""
    spans = []
    for row in _of(study.attributions, article_id).itertuples(index=False):
        speaker = row.speaker if isinstance(row.speaker, str) else language.t("speaker unknown")
        words = language.t("says who", speaker=speaker)
        spans += [(int(s), int(e), "said", words) for s, e in zip(row.starts, row.ends, strict=True)]
        if not pd.isna(row.cue_start):
            spans.append((int(row.cue_start), int(row.cue_end), "cue", language.t("mark cue")))
        if not pd.isna(row.source_start):
            spans.append((int(row.source_start), int(row.source_end), "who", speaker))
    for row in _of(study.hits, article_id).itertuples(index=False):
        css = "term out" if row.excluded else "term"
        spans.append((int(row.start), int(row.end), css, f"{row.frame} · {row.term}"))
    for row in _of(study.passages, article_id).itertuples(index=False):
        spans.append((int(row.start), int(row.end), "copy", language.label(row.kind)))
    return spans + _distances(study, article_id, language)


def _of(table: pd.DataFrame, article_id: str) -> pd.DataFrame:
    return table[table["article_id"] == article_id] if len(table) else table


def _distances(study, article_id: str, language: Language) -> list[tuple[int, int, str, str]]:
    tokens = _of(study.tokens, article_id)
    held = tokens[(tokens["distance"] != "none").to_numpy()]
    out: list[tuple[int, int, str, str]] = []
    for row in held.itertuples(index=False):
        css = "scare" if row.distance == "scare-quoted" else "hedge"
        # Neighbouring words held at the same distance are one mark.
        if out and out[-1][2] == css and 0 <= row.start - out[-1][1] <= 1:
            out[-1] = (out[-1][0], int(row.end), css, out[-1][3])
        else:
            out.append((int(row.start), int(row.end), css, language.label(row.distance)))
    return out


def marked(text: str, spans: list[tuple[int, int, str, str]], colours: dict[str, str] | None = None) -> str:
    """The text with overlapping spans as flat, adjacent elements.

    >>> marked("Il dit non", [(3, 6, "cue", "cue")])
    'Il <span class="cue" title="cue">dit</span> non'
    """
    spans = [(max(0, s), min(len(text), e), css, words) for s, e, css, words in spans if s < e]
    edges = sorted({0, len(text), *(p for s, e, *_ in spans for p in (s, e))})
    starting: dict[int, list] = {}
    for span in spans:
        starting.setdefault(span[0], []).append(span)
    out, active = [], []
    for start, end in zip(edges, edges[1:], strict=False):
        active = [a for a in active if a[1] > start] + starting.get(start, [])
        piece = shown(text[start:end])
        if active:
            css = " ".join(dict.fromkeys(word for a in active for word in a[2].split()))
            title = " · ".join(dict.fromkeys(a[3] for a in active if a[3]))
            out.append(f'<span class="{css}" title="{escape(title)}">{piece}</span>')
        else:
            out.append(piece)
    return "".join(out)


def legend(language: Language) -> str:
    """What the marks mean, as a list."""
    kinds = ("said", "cue", "who", "term", "scare", "hedge", "copy")
    items = "".join(f'<li><span class="{k}">{escape(language.t(f"mark {k}"))}</span></li>' for k in kinds)
    return f'<ul class="legend text">{items}</ul>'


def article_body(study, article_id: str, language: Language) -> str:
    """The marked text of one article as HTML."""
    text = study.articles.loc[study.articles["article_id"] == article_id, "text"].iloc[0]
    return f'<div class="text" lang="fr" dir="auto">{marked(text, spans_of(study, article_id, language))}</div>'
