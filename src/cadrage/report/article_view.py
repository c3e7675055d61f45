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


def spans_of(study, articles: list[str], language: Language) -> dict[str, list[tuple[int, int, str, str]]]:
    """What is marked in each article: start, end, kind of mark, words for it.

    The tables are searched once for all articles: a large corpus has millions of tokens.
    """
    spans: dict[str, list] = {a: [] for a in articles}
    for row in _of(study.attributions, articles):
        speaker = row.speaker if isinstance(row.speaker, str) else language.t("speaker unknown")
        here, words = spans[row.article_id], language.t("says who", speaker=speaker)
        here += [(int(s), int(e), "said", words) for s, e in zip(row.starts, row.ends, strict=True)]
        if not pd.isna(row.cue_start):
            here.append((int(row.cue_start), int(row.cue_end), "cue", language.t("mark cue")))
        if not pd.isna(row.source_start):
            here.append((int(row.source_start), int(row.source_end), "who", speaker))
    for row in _of(study.hits, articles):
        css = "term out" if row.excluded else "term"
        spans[row.article_id].append((int(row.start), int(row.end), css, f"{row.frame} · {row.term}"))
    for row in _of(study.passages, articles):
        spans[row.article_id].append((int(row.start), int(row.end), "copy", language.label(row.kind)))
    tokens = study.lookup.tokens_of(articles)
    for row in _of(tokens[(tokens["distance"] != "none").to_numpy()], articles):
        css = "scare" if row.distance == "scare-quoted" else "hedge"
        here, start = spans[row.article_id], int(row.start)
        # Neighbouring words held at the same distance are one mark.
        if here and here[-1][2] == css and 0 <= start - here[-1][1] <= 1:
            here[-1] = (here[-1][0], int(row.end), css, here[-1][3])
        else:
            here.append((start, int(row.end), css, language.label(row.distance)))
    return spans


def _of(table: pd.DataFrame, articles: list[str]):
    return table[table["article_id"].isin(articles)].itertuples(index=False) if len(table) else ()


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


def article_bodies(study, articles: list[str], language: Language) -> dict[str, str]:
    """The marked text of each article as HTML."""
    texts = study.articles.set_index("article_id")["text"]
    spans = spans_of(study, articles, language)
    return {a: f'<div class="text" lang="fr" dir="auto">{marked(texts[a], spans[a])}</div>' for a in articles}
