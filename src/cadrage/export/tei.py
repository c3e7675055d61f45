"""TEI P5: words with lemma, part of speech and voice, statements and terms as spans; one corpus, or files for TXM."""

import os
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from cadrage.export.csv import write_csv
from cadrage.export.names import file_names

_METADATA = ("outlet", "date", "title", "section", "event", "author", "url")
# What XML 1.0 cannot hold at all.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)], "�")


def write_tei(articles, tokens, attributions, hits, out: str | os.PathLike) -> Path:
    """Writes the whole corpus as one ``<teiCorpus>``; texts stand in it character by character.

    Characters that XML cannot hold (control characters) become U+FFFD; positions stay right.
    """
    parts = _by_article(tokens), _by_article(attributions), _by_article(hits)
    path = Path(out)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n')
        file.write("<teiHeader><fileDesc><titleStmt><title>Corpus</title></titleStmt></fileDesc></teiHeader>\n")
        for name, row in zip(file_names(articles["article_id"]).values(), articles.itertuples(), strict=True):
            file.write(_text(row, name, *(part.get(row.article_id) for part in parts)))
        file.write("</teiCorpus>\n")
    return path


def write_txm(articles, tokens, attributions, hits, out: str | os.PathLike) -> Path:
    """Writes a folder for TXM's import « XTZ + CSV »: one TEI file a text, and ``metadata.csv`` with the column ``id``."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    names = file_names(articles["article_id"])
    parts = _by_article(tokens), _by_article(attributions), _by_article(hits)
    for row in articles.itertuples():
        text = _text(row, names[row.article_id], *(part.get(row.article_id) for part in parts), alone=True)
        (folder / f"{names[row.article_id]}.xml").write_text(text, encoding="utf-8", newline="")
    table = articles[list(_METADATA)].copy()
    table.insert(0, "id", articles["article_id"].map(names))
    write_csv(table, folder / "metadata.csv", mark=False)
    return folder


def _by_article(table: pd.DataFrame | None) -> dict[str, pd.DataFrame]:
    return {} if table is None or table.empty else dict(list(table.groupby("article_id", observed=True)))


def _text(row, name: str, tokens, attributions, hits, *, alone: bool = False) -> str:
    day = "" if pd.isna(row.date) else f'<date when="{row.date.date().isoformat()}"/>'
    author = f"<author>{_escape(row.author)}</author>" if isinstance(row.author, str) else ""
    link = f"<ref target={_quote(row.url)}/>" if isinstance(row.url, str) else ""
    terms = "".join(
        f'<term type="{key}">{_escape(getattr(row, key))}</term>'
        for key in ("section", "event")
        if isinstance(getattr(row, key), str)
    )
    space = ' xmlns="http://www.tei-c.org/ns/1.0"' if alone else ""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' if alone else ""
    return (
        f"{head}<TEI{space} xml:id={_quote('t.' + name)} n={_quote(row.article_id)}>\n<teiHeader><fileDesc><titleStmt>"
        f"<title>{_escape(row.title)}</title>{author}</titleStmt><publicationStmt><publisher>{_escape(row.outlet)}</publisher>"
        f"{day}</publicationStmt><sourceDesc><bibl>{link}</bibl></sourceDesc></fileDesc><profileDesc><textClass><keywords>"
        f"{terms}</keywords></textClass></profileDesc></teiHeader>\n"
        f'<text><body><ab xml:space="preserve">{_words(row.text, name, tokens)}</ab></body></text>\n'
        f"{_spans(name, tokens, attributions, hits)}</TEI>\n"
    )


def _words(text: str, name: str, tokens: pd.DataFrame | None) -> str:
    if tokens is None:
        return _escape(text)
    out, position = [], 0
    for t in tokens.sort_values("start").itertuples():
        ana = (
            f"#{t.voice}"
            + (f" #{t.distance}" if t.distance != "none" else "")
            + (" #boilerplate" if t.boilerplate else "")
        )
        out.append(_escape(text[position : t.start]))
        out.append(
            f'<w xml:id={_quote(f"w.{name}.{t.i}")} lemma={_quote(t.lemma)} pos={_quote(t.pos)} msd={_quote(t.morph)} ana="{ana}">'
            f"{_escape(text[t.start : t.end])}</w>"
        )
        position = t.end
    return "".join(out) + _escape(text[position:])


def _spans(name: str, tokens, attributions, hits) -> str:
    if tokens is None:
        return ""
    tokens = tokens.sort_values("start")
    words = [(t.start, t.end, t.i) for t in tokens.itertuples()]

    def span(kind: str, label: str, start: int, end: int, value: object) -> str:
        inside = [i for s, e, i in words if s < end and e > start]
        if not inside:
            return ""
        text = _escape(value) if isinstance(value, str) else ""
        return (
            f'<span type="{kind}" subtype={_quote(label)} from={_quote(f"#w.{name}.{inside[0]}")} '
            f"to={_quote(f'#w.{name}.{inside[-1]}')}>{text}</span>\n"
        )

    out = []
    for row in attributions.itertuples() if attributions is not None else ():
        for start, end in zip(row.starts, row.ends, strict=True):
            out.append(span("attribution", row.type, start, end, row.speaker))
    for row in hits.itertuples() if hits is not None else ():
        out.append(
            span(f"term-{row.frame}" if row.frame.isidentifier() else "term", row.term, row.start, row.end, row.term)
        )
    return f"<standOff><spanGrp>\n{''.join(out)}</spanGrp></standOff>\n" if any(out) else ""


def _escape(text: object) -> str:
    # A bare carriage return would come back from any XML parser as a line feed.
    return escape(str(text).translate(_FORBIDDEN), {"\r": "&#13;"})


def _quote(text: object) -> str:
    return quoteattr(str(text).translate(_FORBIDDEN))
