"""How well and how fast shared passages are found: planted reuse, unrelated pairs, growing corpora.

    python benchmarks/passages.py quality   F1 by characters on planted reuse, false passages between unrelated texts
    python benchmarks/passages.py speed     seconds and peak memory for 500 to 4,000 articles, one core

Planted: sentences of French Wikinews articles taken into other articles, verbatim, with 5, 15 and 30 % of the words
edited (replaced, left out, added), reordered, cut in two, beside controls that share only a name or a set phrase.
The texts are read from ``../shared/wikinews-fr`` beside the repository (or CADRAGE_SHARED).
"""

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from cadrage.measure.statements.passages import is_copy, shared_passages
from cadrage.measure.statements.quoted import quoted_share, union
from cadrage.measure.statements.reuse import Reuse, candidate_pairs, comparable, reused
from cadrage.measure.statements.scanned import scan_articles
from cadrage.measure.statements.standing import standing_words, without_standing
from cadrage.measure.statements.word_scan import function_words, scan_words

SHARED = Path(os.environ.get("CADRAGE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+(?: »)?")
SET_PHRASES = [
    "le ministre des Affaires étrangères et de la Coopération internationale",
    "le secrétaire général de l'Organisation des Nations unies",
    "le porte-parole du ministère de l'Intérieur",
    "la Cour européenne des droits de l'homme",
    "le président de la commission des Affaires sociales de l'Assemblée nationale",
    "au cours d'une conférence de presse à l'issue du Conseil des ministres",
    "selon un bilan provisoire communiqué par les autorités locales",
]
EDITS = {"verbatim": 0.0, "5 %": 0.05, "15 %": 0.15, "30 %": 0.30}
KINDS = [*EDITS, "reordered", "cut in two", "control"]


def wikinews() -> pd.DataFrame:
    """The articles of French Wikinews as an articles table without events, one outlet per article."""
    with open(SHARED / "wikinews-fr" / "articles.csv", newline="", encoding="utf-8") as source:
        articles = pd.read_csv(source, dtype=str, keep_default_na=False)
    articles = articles.rename(columns={"id": "article_id"}).drop_duplicates("article_id")
    articles["date"] = pd.to_datetime(articles["date"], errors="coerce").astype("datetime64[ms]")
    return articles.assign(event=None, outlet=articles["article_id"])


def edited(text: str, share: float, rng: random.Random, vocabulary: list[str]) -> str:
    """The text with a share of its words replaced, left out or preceded by a new word."""
    words = scan_words(text)
    chosen = set(rng.sample(range(len(words)), round(share * len(words))))
    pieces, last = [], 0
    for k, (s, e) in enumerate(zip(words.starts, words.ends, strict=True)):
        pieces.append(text[last:s])
        how = rng.choice("rrrod") if k in chosen else ""
        new = rng.choice(vocabulary)
        pieces.append({"": text[s:e], "r": new, "o": "", "d": f"{new} {text[s:e]}"}[how])
        last = e
    return "".join(pieces) + text[last:]


def plant(articles: pd.DataFrame, kind: str, *, n: int, seed: int):
    """Pairs of articles, the second carrying reuse of the first; true spans in both, by article_id."""
    rng = random.Random(f"{kind}{seed}")
    long_enough = articles[articles["text"].str.len().between(800, 4000)]
    texts = long_enough["text"].tolist()
    vocabulary = [w for t in texts[:200] for w in re.findall(r"[^\W\d_]{3,}", t)]
    rows, truth = [], {}
    for k in range(n):
        source, host = rng.sample(texts, 2)
        found = [m.span() for m in _SENTENCE.finditer(source, source.find("\n") + 1)]
        spans = [(s, e) for s, e in found if 14 <= len(scan_words(source[s:e])) <= 60]
        # From one sentence to a run of four; reordered and cut passages need some length.
        size = rng.randint(1, 4) if kind in EDITS else rng.randint(2, 4)
        first = rng.randrange(max(1, len(spans) - size))
        spans = spans[first : first + size]
        if kind == "control" or not spans:
            phrase = rng.choice(SET_PHRASES)
            source, spans, pieces = f"{source}\nHier, {phrase} s'est dit inquiet.", [], [f"Ce fut {phrase} qui vint."]
        elif kind == "reordered":
            pieces = [source[s:e].strip() for s, e in spans][::-1]
        elif kind == "cut in two":
            words = [scan_words(source[s:e]) for s, e in spans]
            half = [s + w.starts[len(w) // 2] for (s, _), w in zip(spans, words, strict=True)]
            pieces = [source[s:h].strip() for (s, _), h in zip(spans, half, strict=True)]
            pieces += [source[h:e].strip() for (_, e), h in zip(spans, half, strict=True)]
            pieces = [p for p in pieces if len(scan_words(p)) >= 10]
            kept = [(source.find(p), source.find(p) + len(p)) for p in pieces]
            spans = kept
        else:
            pieces = [edited(source[spans[0][0] : spans[-1][1]].strip(), EDITS[kind], rng, vocabulary)]
            spans = [(spans[0][0], spans[-1][1])]
        lines = host.split("\n")
        places = sorted(rng.sample(range(1, len(lines) + 1), min(len(pieces), len(lines) - 1)))
        places += [len(lines)] * (len(pieces) - len(places))
        text, at, true = "", 0, []
        for place, piece in zip(places, pieces, strict=True):
            text += "\n".join(lines[at:place]) + "\n"
            true.append((len(text), len(text) + len(piece)))
            text += piece + "\n"
            at = place
        text += "\n".join(lines[at:])
        pair = f"{kind} {k}"
        for name, words, real in (("source", source, spans), ("host", text, [] if kind == "control" else true)):
            rows.append({"article_id": f"{pair} {name}", "outlet": name, "event": pair, "date": pd.NaT, "text": words})
            truth[f"{pair} {name}"] = union(real)
    return pd.DataFrame(rows), truth


def by_characters(articles: pd.DataFrame, passages: pd.DataFrame, truth: dict) -> tuple[int, int, int]:
    """Characters of words found and true, found in all, true in all."""
    both = found_all = true_all = 0
    spans = {a: union(zip(g["start"], g["end"], strict=True)) for a, g in passages.groupby("article_id")}
    for article, text in zip(articles["article_id"], articles["text"], strict=True):
        words = scan_words(text)
        for s, e in zip(words.starts, words.ends, strict=True):
            found = quoted_share(spans.get(article, []), s, e) > 0.5
            true = quoted_share(truth[article], s, e) > 0.5
            both += (e - s) * (found and true)
            found_all += (e - s) * found
            true_all += (e - s) * true
    return both, found_all, true_all


def quality(*, n: int = 60, seed: int = 1) -> pd.DataFrame:
    """Precision, recall and F1 by characters for each kind of planted reuse and for all together."""
    articles = wikinews()
    rows, total = [], [0, 0, 0]
    for kind in KINDS:
        planted, truth = plant(articles, kind, n=n, seed=seed)
        counts = by_characters(planted, shared_passages(planted), truth)
        total = [t + c for t, c in zip(total, counts, strict=True)]
        rows.append((kind, *counts))
    table = pd.DataFrame([*rows, ("all", *total)], columns=["kind", "both", "found", "true"])
    table["precision"] = table["both"] / table["found"]
    table["recall"] = table["both"] / table["true"]
    table["f1"] = 2 * table["both"] / (table["found"] + table["true"])
    return table


def false_passages(*, n_pairs: int = 10_000, seed: int = 1) -> pd.DataFrame:
    """Passages of 20 words or more between articles half a year apart or more: every pair compared on its own."""
    articles = wikinews().reset_index(drop=True)
    rng = random.Random(seed)
    scanned = scan_articles(articles["text"].tolist())
    days = (articles["date"] - pd.Timestamp("2016-01-01")).dt.days
    pairs = set()
    while len(pairs) < n_pairs:
        a, b = sorted(rng.sample(range(len(articles)), 2))
        if abs(days[a] - days[b]) > 180:
            pairs.add((a, b))
    # What is standing text the whole corpus shows, as in a study.
    codes, since = comparable(articles, events=None)
    _, often = candidate_pairs(scanned, codes, since, window=7, shingle=5)
    standing = standing_words(scanned, often, codes, since, window=7, shingle=5)
    found = reused(scanned, np.array(sorted(pairs)), min_words=10)
    left = [Reuse(r.a, r.b, without_standing(r, scanned, standing)) for r in found]
    kept = [r for r in left if r.segment is not None and is_copy(r, scanned, min_words=10)]
    rows = []
    for r in kept:
        words, s = scanned.words[r.a], r.segment
        text = articles.at[r.a, "text"][words.starts[s.a_start] : words.ends[s.a_end - 1]]
        same = scanned.ids[r.a][s.a_start : s.a_end] == scanned.ids[r.b][s.b_start : s.b_end]
        subject = len(title_words(articles.at[r.a, "title"]) & title_words(articles.at[r.b, "title"])) >= 2
        names = articles.at[r.a, "article_id"], articles.at[r.b, "article_id"]
        rows.append((*names, s.a_end - s.a_start, same, subject, text))
    return pd.DataFrame(rows, columns=["article", "other", "n_words", "same", "subject", "text"])


def title_words(title: str) -> set[str]:
    """The words of a title that say what it is about: no grammar, no figures."""
    return {w for w in scan_words(title).keys if len(w) > 3 and w not in function_words() and not w.isdigit()}


def corpus(n: int, *, seed: int = 1) -> pd.DataFrame:
    """A corpus of n articles: events of ten outlets whose articles mix a common dispatch with text of their own."""
    rng = random.Random(seed)
    texts = [t for t in wikinews()["text"] if 400 <= len(t) <= 6000]
    # Lengths differ by year; in a random order corpora of all sizes have alike events.
    rng.shuffle(texts)
    vocabulary = [w for t in texts[:200] for w in re.findall(r"[^\W\d_]{3,}", t)]
    sentences = [s.strip() for t in texts for s in _SENTENCE.findall(t)]
    rows = []
    for k in range(n):
        event = k // 10
        dispatch = texts[event % len(texts)]
        if k >= len(texts) * 10:
            dispatch = edited(dispatch, 0.5, rng, vocabulary)
        copied = edited(dispatch, rng.choice([0, 0.05, 0.15]), rng, vocabulary)
        own = " ".join(rng.sample(sentences, 6))
        rows.append({"article_id": f"a{k:05d}", "outlet": f"outlet {k % 10}", "event": f"e{event:04d}",
                     "date": pd.Timestamp("2020-01-01") + pd.Timedelta(days=event // 3), "text": own + "\n" + copied})  # fmt: skip
    return pd.DataFrame(rows)


def timed(n: int) -> dict:
    """CPU seconds, words and peak memory for n articles in this process."""
    articles = corpus(n)
    start = time.process_time()
    passages = shared_passages(articles)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    n_words = int(articles["text"].str.split().str.len().sum())
    return {
        "articles": n,
        "words": n_words,
        "rows": len(passages),
        "seconds": round(seconds, 1),
        "peak_mb": round(peak),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["quality", "speed", "one"])
    parser.add_argument("n", nargs="?", type=int, default=500)
    chosen = parser.parse_args()
    if chosen.what == "quality":
        print(quality().to_string(index=False, float_format="%.3f"))
        for seed in range(1, 6):
            found = false_passages(seed=seed)
            long = found[found["n_words"] >= 20]
            print(
                f"seed {seed}, 10,000 pairs half a year apart: {len(found)} passages, {len(long)} of 20 words or more,"
            )
            print(f"{long['subject'].sum()} of which in articles on one subject that returns (two words of the title):")
            print(*("- " + " ".join(text.split()) for text in long["text"]), sep="\n")
    elif chosen.what == "one":
        print(timed(chosen.n))
    else:
        for n in (500, 1000, 2000, 4000):
            # A process each, so that the peak memory is that of one size.
            subprocess.run([sys.executable, __file__, "one", str(n)], check=True)


if __name__ == "__main__":
    main()
