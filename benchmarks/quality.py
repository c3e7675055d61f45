"""How right the attributions are on the development gold, by half, type, rule and outlet.

    python -m benchmarks.quality [--half dev|heldout]

Gold and texts are development data beside the repository (``../shared``, or CADRAGE_SHARED) and the demo's own; the
halves are divided by event in ``gold_split.json`` and in the demo's gold.  Errors are read on ``dev`` only.
"""

import argparse
import csv
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cadrage.annotate import distance, pipeline, speakers
from cadrage.annotate.attribution import find
from cadrage.annotate.view import View
from cadrage.measure.quality.distance_evaluation import judge_marks, summarise_marks
from cadrage.measure.quality.evaluation import judge, summarise, voice_counts

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CADRAGE_SHARED", ROOT.parent / "shared"))
DEMO = ROOT / "data" / "demo"
OWN = ROOT / "benchmarks" / "gold"


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article with its hand annotation."""

    article_id: str
    event: str
    outlet: str
    half: str
    text: str
    gold: dict


def annotated() -> Iterator[Annotated]:
    """Every article of the development gold whose text is at hand."""
    texts = _texts()
    split = json.loads((ROOT / "benchmarks" / "gold_split.json").read_text(encoding="utf-8"))
    for half in ("dev", "heldout"):
        for name, events in split[half].items():
            path = SHARED / "gold" / name
            entries = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
            for key, entry in entries.items():
                event = entry.get("event") or (key if key in texts else "call-2017-05-02")
                text = entry.get("text") or texts.get(key) or texts.get(entry.get("sha256", ""))
                if event in events and text:
                    yield Annotated(f"{path.stem}/{key}", event, entry.get("outlet") or path.stem, half, text, entry)
    for path in (DEMO / "gold.json", *sorted(OWN.glob("*.json"))):
        name = "demo" if path.parent == DEMO else path.stem
        for key, entry in json.loads(path.read_text(encoding="utf-8")).items():
            text = entry.get("text") or texts.get(entry["sha256"])
            if text:
                event, outlet = entry.get("event", key), entry.get("outlet", name)
                yield Annotated(f"{name}/{key}", event, outlet, entry["split"], text, entry)


def _texts() -> dict[str, str]:
    """Texts by hash, and those of Wikinews by name."""
    found = {}
    for path in [*sorted((SHARED / "seed-corpus").glob("*.txt")), *sorted((DEMO / "articles").glob("*.txt"))]:
        raw = path.read_bytes().decode("utf-8")
        body = raw.split("---\n", 2)[2] if raw.startswith("---\n") else raw
        for text in (raw, body, body.lstrip("\n"), body.strip("\n"), body.strip("\n") + "\n"):
            found[hashlib.sha256(text.encode()).hexdigest()] = text
    wikinews = SHARED / "wikinews-fr" / "articles.csv"
    if wikinews.is_file():
        with wikinews.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["id"]] = found[hashlib.sha256(row["text"].encode()).hexdigest()] = row["text"]
    return found


def predictions(articles: list[Annotated]) -> Iterator[tuple[Annotated, list[dict]]]:
    """For every article its predicted attributions, as the evaluation takes them, with confidence and features."""
    nlp, aliases = pipeline.load(), speakers.load_aliases()
    views = [View.of(a.text) for a in articles]
    for article, view, doc in zip(articles, views, pipeline.docs(nlp, views), strict=True):
        found = find(doc, view)
        speakers.resolve(doc, view, view.quotes, found, aliases)
        yield (
            article,
            [
                {
                    "type": a.type,
                    "rule": a.rule,
                    "speaker": a.speaker,
                    "content": [view.back(*s) for s in a.content],
                    "confidence": a.confidence,
                    "features": a.features,
                }
                for a in found
            ],
        )


def distance_marks(articles: list[Annotated]) -> pd.DataFrame:
    """Precision, recall and F1 of scare quotes and hedges, by kind."""
    nlp, aliases, rows = pipeline.load(), speakers.load_aliases(), []
    views = [View.of(a.text) for a in articles]
    for article, view, doc in zip(articles, views, pipeline.docs(nlp, views), strict=True):
        found = find(doc, view)
        speakers.resolve(doc, view, view.quotes, found, aliases)
        marks = distance.mark(doc, view, view.quotes, found)
        spans = [(*view.back(m.cue_start, m.cue_end), m.kind) for m in marks]
        rows += [{"article_id": article.article_id} | row for row in judge_marks(article.gold, spans)]
    return summarise_marks(pd.DataFrame(rows))


def main(half: str | None) -> None:
    """Prints the scores of one half, or of both side by side."""
    rows, voices = [], []
    for article, predicted in predictions([a for a in annotated() if half in (None, a.half)]):
        named = {"article_id": article.article_id, "outlet": article.outlet, "half": article.half}
        named["set"] = article.half + " " + article.article_id.split("/")[0]
        rows += [named | row for row in judge(article.gold, predicted, article.text)]
        voices.append(named | voice_counts(article.gold, predicted, article.text))
    items, words = pd.DataFrame(rows), pd.DataFrame(voices)
    with pd.option_context(
        "display.width", 200, "display.max_columns", 20, "display.precision", 3, "display.max_rows", 200
    ):
        for by in ("half", "set"):
            print(summarise(items, by=by), "\n")
        for name, part in items.groupby("half"):
            for by in ("type", "rule", "outlet"):
                print(f"{name}, by {by}")
                print(summarise(part, by=by, n_resamples=200), "\n")
        right = words.groupby("half")[["right", "words"]].sum()
        for name in [half] if half else ["dev", "heldout"]:
            print(f"{name}, marks of distance")
            print(distance_marks([a for a in annotated() if a.half == name]), "\n")
        print("voice of words right:", (right["right"] / right["words"]).round(3).to_dict())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=("dev", "heldout"))
    main(parser.parse_args().half)
