"""All speed benchmarks in one run, as tables: what cadrage takes, beside what is usually taken for the same.

    python -m benchmarks [--articles 1000] [--workers 2] [--python OTHER]

``--python`` names an interpreter that has scattertext and textacy, which cadrage does not need; without them their
lines say so.  Ratios compare, seconds do not: they are processor time, but other work on the machine stretches them.
"""

import argparse
import importlib.metadata
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import contenders
from benchmarks.corpus import write


def main(n: int, workers: int, python: str) -> None:
    """Makes the corpus, runs every contender on it, prints the tables."""
    with tempfile.TemporaryDirectory() as folder:
        file, tables = write(n, Path(folder) / "corpus.parquet"), Path(folder) / "tables"
        print(_machine(n))
        _annotation(file, tables, Path(folder) / "side", workers)
        _questions(file, tables, python)
        size = {p: sum(f.stat().st_size for f in (tables / p).rglob("*") if f.is_file()) for p in os.listdir(tables)}
        whole = sum((tables / p).stat().st_size if (tables / p).is_file() else s for p, s in size.items())
        tokens = contenders.run("counts", file, tables)["tokens"]
        print(f"\nOn disk: {whole / tokens:.0f} bytes a word, of which index {size.get('index', 0) / tokens:.0f}.")


def _annotation(file: Path, tables: Path, side: Path, workers: int) -> None:
    # Before and after: a machine does not run at one speed for minutes, and a ratio is of passes side by side.
    before = contenders.run("bare", file, tables)
    one = contenders.run("annotate", file, tables)
    after = contenders.run("bare", file, tables)
    bare = before | {"cpu": (before["cpu"] + after["cpu"]) / 2, "peak_mb": max(before["peak_mb"], after["peak_mb"])}
    _head("annotation", "tokens/s")
    per_second = bare["tokens"] / bare["cpu"]
    _line("bare nlp.pipe, the same pipeline, before and after", bare, 1, f"{per_second:,.0f}")
    _line("cadrage annotate, one process", one, bare["cpu"] / one["cpu"], f"{bare['tokens'] / one['cpu']:,.0f}")
    if workers > 1:
        more = contenders.run("annotate", file, side, workers=workers)
        _line(f"cadrage annotate, {workers} processes (by the clock)", more, one["clock"] / more["clock"], "")
    _line(
        "all other tables, stance, candidate terms, index",
        rest := contenders.run("finish", file, tables),
        bare["cpu"] / rest["cpu"],
        "",
    )
    _line("of these the index, made once", made := contenders.run("index", file, tables), bare["cpu"] / made["cpu"], "")
    _line("report, from the tables", page := contenders.run("report", file, tables), bare["cpu"] / page["cpu"], "")


def _questions(file: Path, tables: Path, python: str) -> None:
    base = contenders.run("count_vectorizer", file, tables)
    _head("questions", "")
    for what, name, interpreter in (
        ("scikit-learn CountVectorizer", "count_vectorizer", sys.executable),
        ("scattertext corpus build, after tokenising", "scattertext", python),
        ("cadrage matrix and keyness of one outlet", "counts", sys.executable),
        ("cadrage matrix and all measures of vocabulary", "measures", sys.executable),
        ("textacy keyword in context, all lines", "textacy", python),
        ("cadrage concordance, all lines", "concordance", sys.executable),
        ("cadrage concordance, a page", "page", sys.executable),
        ("cadrage uses by outlet, voice, month", "usage", sys.executable),
    ):
        taken = contenders.run(name, file, tables, python=interpreter)
        if "missing" in taken:
            print(f"| {what} | cannot be imported: {taken['missing'].replace('|', ' ')} | | | |")
        else:
            _line(what, taken, base["cpu"] / max(taken["cpu"], 1e-3), "")


def _machine(n: int) -> str:
    versions = {p: importlib.metadata.version(p) for p in ("spacy", "scikit-learn", "pandas", "pyarrow")}
    said = ", ".join(f"{name} {version}" for name, version in versions.items())
    when = time.strftime("%Y-%m")
    return (f"{n:,} articles; {os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f}; "
            f"Python {platform.python_version()}, {said}; {when}")  # fmt: skip


def _head(kind: str, last: str) -> None:
    against = "times the bare pass's speed" if kind == "annotation" else "times CountVectorizer's speed"
    print(f"\n| {kind} | processor s | peak MB | {against} | {last} |\n| --- | ---: | ---: | ---: | ---: |")


def _line(what: str, taken: dict, ratio: float, last: str) -> None:
    print(f"| {what} | {taken['cpu']:.2f} | {taken['peak_mb']:.0f} | {ratio:.2f} | {last} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args()
    main(options.articles, options.workers, options.python)
