"""CoNLL-U: sentences with lemma, part of speech, features and tree; positions and voice in the last column."""

import os
from pathlib import Path

import pandas as pd


def write_conllu(articles: pd.DataFrame, tokens: pd.DataFrame, out: str | os.PathLike) -> Path:
    """Writes all sentences; ``MISC`` holds start, end (offsets in the article), Voice, Zone, Distance and SpaceAfter.

    Blanks inside a word become plain ones, as the format needs no others.
    """
    path = Path(out)
    parts = dict(list(tokens.groupby("article_id", observed=True)))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in articles.itertuples():
            file.write(f"# newdoc id = {_plain(row.article_id)}\n# outlet = {_plain(row.outlet)}\n")
            part = parts.get(row.article_id)
            if part is None:
                file.write("\n")
                continue
            for number, sentence in part.sort_values("start").groupby("sentence", sort=True):
                file.write(_sentence(row, int(number), sentence))
    return path


def _sentence(row, number: int, sentence: pd.DataFrame) -> str:
    rows = list(sentence.itertuples())
    order = {t.i: k for k, t in enumerate(rows, start=1)}
    text = _plain(row.text[rows[0].start : rows[-1].end])
    lines = [f"# sent_id = {_plain(row.article_id)}-{number}", f"# text = {text}"]
    for k, t in enumerate(rows, start=1):
        root = t.head == t.i or t.head not in order
        after = "" if k < len(rows) and rows[k].start > t.end else "|SpaceAfter=No" if k < len(rows) else ""
        distance = "" if t.distance == "none" else f"|Distance={t.distance}"
        misc = f"start={t.start}|end={t.end}|Voice={t.voice}|Zone={t.zone}{distance}{after}"
        form = _plain(row.text[t.start : t.end])
        cells = (k, form, _plain(t.lemma) or "_", t.pos or "_", "_", t.morph or "_", 0 if root else order[t.head],
                 "root" if root else (t.dep.lower() or "dep"), "_", misc)  # fmt: skip
        lines.append("\t".join(map(str, cells)))
    return "\n".join(lines) + "\n\n"


def _plain(text: str) -> str:
    return " ".join(str(text).split())
