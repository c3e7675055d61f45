"""What annotation costs beside the bare spaCy pass, in one run: ratios, not seconds, are what compares.

    python -m benchmarks.annotate [--articles 300]

The texts are French Wikinews articles from ``../shared/wikinews-fr`` beside the repository (or CADRAGE_SHARED).
"""

import argparse
import csv
import os
import platform
import tempfile
import time
from pathlib import Path

import pandas as pd
import spacy

from cadrage.annotate import distance, pipeline, speakers
from cadrage.annotate.annotator import Annotator
from cadrage.annotate.attribution import find
from cadrage.annotate.rows import make_rows
from cadrage.annotate.run import annotate_articles
from cadrage.annotate.view import View
from cadrage.boilerplate import boilerplate
from cadrage.codebook import Codebook
from cadrage.read.articles import to_table
from cadrage.read.record import Record

SHARED = Path(os.environ.get("CADRAGE_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def articles(n: int) -> pd.DataFrame:
    """The first n articles as the reader gives them."""
    with (SHARED / "wikinews-fr" / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for _, r in zip(range(n), csv.DictReader(file), strict=False)]
    records = [Record({"article_id": r["id"], "outlet": r["outlet"], "text": r["text"]}, r["id"]) for r in rows]
    return to_table(records, Codebook())[0]


def main(n: int) -> None:
    """Prints one line a step: seconds, and its ratio to the bare pass."""
    table = articles(n)
    annotator = Annotator.load()
    rows = list(table.itertuples(index=False))
    views = [View.of(r.text) for r in rows]
    list(pipeline.docs(annotator.nlp, views[:20]))  # warm up
    seconds: dict[str, float] = {}

    def timed(name, make):
        start = time.perf_counter()
        result = make()
        seconds[name] = time.perf_counter() - start
        return result

    timed("views and quotation marks", lambda: [View.of(r.text) for r in rows])
    docs = timed("bare spaCy pass", lambda: list(pipeline.docs(annotator.nlp, views)))
    found = timed("attributions", lambda: [find(d, v, v.quotes) for d, v in zip(docs, views, strict=True)])
    timed("speakers", lambda: [
        speakers.resolve(d, v, v.quotes, f, annotator.aliases, {}) for d, v, f in zip(docs, views, found, strict=True)
    ])  # fmt: skip
    marks = timed("distance", lambda: [
        distance.mark(d, v, v.quotes, f) for d, v, f in zip(docs, views, found, strict=True)
    ])  # fmt: skip
    spans = timed("boilerplate", lambda: [[(s, e) for s, e, _ in boilerplate(r.text)] for r in rows])
    timed("rows", lambda: [make_rows(*six) for six in zip(rows, docs, views, found, marks, spans, strict=True)])
    with tempfile.TemporaryDirectory() as folder:
        timed("whole annotate, written", lambda: annotate_articles(table, annotator, Path(folder), workers=1))

    words = sum(1 for d in docs for t in d if not t.is_space)
    bare = seconds["bare spaCy pass"]
    print(f"{n} articles, {words:,} tokens; {platform.machine()}, Python {platform.python_version()}, "
          f"spaCy {spacy.__version__}, model {annotator.model['name']} {annotator.model['version']}")  # fmt: skip
    print(f"bare pass: {words / bare:,.0f} tokens/s")
    for name, value in seconds.items():
        print(f"{name:<28} {value:8.2f} s  {value / bare:6.3f} of the bare pass")
    voice = sum(seconds[k] for k in ("views and quotation marks", "attributions", "speakers", "distance"))
    print(f"attribution and voice together: {voice / bare:.3f} of the bare pass (at most 0.25 is asked)")
    print(
        f"speed of annotate: {bare / seconds['whole annotate, written']:.3f} of the bare pass (at least 0.8 is asked)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=300)
    main(parser.parse_args().articles)
