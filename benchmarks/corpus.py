"""A corpus as large as one asks for, made from the sentences of French Wikinews: for load, not for findings.

    python -m benchmarks.corpus 100000 FILE.parquet

Ten invented outlets, two years, about 400 tokens an article.  Articles come in stories: those of one story share its
title words, its names and some sentences word for word, as dispatches are shared; all other sentences are drawn from
the whole of Wikinews, and most of their rarer words exchanged for others with the same ending, so that chance makes
no shared copy and the vocabulary grows with the corpus.  Seeded: the same number of articles gives the same file.
"""

import argparse
import csv
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SHARED = Path(os.environ.get("CADRAGE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
OUTLETS = tuple(
    f"{kind} {place}"
    for kind in ("L'Écho", "La Tribune")
    for place in ("d'Ambreval", "de Sorlande", "du Valmont", "des Ormes", "de Kervan")
)
FIRST_DAY, DAYS = np.datetime64("2024-01-01"), 730
# Articles of about 400 tokens, as long and as uneven as press articles are.
_WORDS, _SPREAD = 300, 0.5
# Articles of one story, and the share of their sentences that stands in others of the story word for word.
_STORY, _COPIED = 12, 0.12
_EXCHANGED = 0.85
_SENTENCE = re.compile(r"(?<=[.!?»])\s+(?=[«A-ZÀÂÇÉÈÊÎÔÛŒ])")
_RARE = re.compile(r"\b[a-zà-öø-ÿœ]{5,}\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-ZÉÈÎÔ][a-zà-öø-ÿ]{3,}\b")
_ONSETS = ("b", "br", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "ch")
_RIMES = ("a", "an", "el", "er", "i", "in", "o", "on", "or", "ou", "ul", "as")


def corpus(n: int, *, seed: int = 0) -> Iterator[dict]:
    """``n`` articles, one after the other: article_id, outlet, date, title, text.

    >>> next(corpus(1))["article_id"]                                        # doctest: +SKIP
    'a0000000'
    """
    source = _Source(_sentences())
    rng = np.random.default_rng(seed)
    day = np.sort(rng.integers(0, DAYS, size=n // _STORY + 1))
    for k in range(n):
        story, inside = divmod(k, _STORY)
        if inside == 0:
            names = [_invented(rng) for _ in range(4)]
            own = [source.renamed(source.any(rng), names, rng) for _ in range(8)]
        sentences = [own[int(rng.integers(0, 2))]]
        wanted = _WORDS * float(rng.lognormal(-(_SPREAD**2) / 2, _SPREAD))
        length = 0
        while length < wanted:
            if rng.random() < _COPIED:
                sentence = own[int(rng.integers(0, len(own)))]
            else:
                sentence = source.renamed(source.exchanged(source.any(rng), rng), names, rng)
            sentences.append(sentence)
            length += len(sentence.split())
        cut = np.flatnonzero(rng.random(len(sentences)) < 0.25)
        text = "".join(s + ("\n\n" if j in cut else " ") for j, s in enumerate(sentences)).strip()
        title = " ".join(own[0].split()[:8]).rstrip(",.;:« ")
        yield {
            "article_id": f"a{k:07d}",
            "outlet": OUTLETS[int(rng.integers(0, len(OUTLETS)))],
            "date": str(FIRST_DAY + int(day[story]) + int(rng.integers(0, 3))),
            "title": title,
            "text": f"{title}\n\n{text}",
        }


def write(n: int, path: Path, *, seed: int = 0) -> Path:
    """The corpus as one Parquet file, a few thousand articles in memory at a time."""
    articles, writer = corpus(n, seed=seed), None
    while rows := list(islice(articles, 5000)):
        table = pa.Table.from_pylist(rows)
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    writer.close()
    return path


class _Source:
    """Sentences to draw from, and the rarer words of each ending."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        forms = Counter(w for s in sentences for w in _RARE.findall(s))
        # What everybody says (selon, déclaré, après) stays: it carries the grammar and the reporting.
        self.kept = {w for w, _ in forms.most_common(300)}
        endings = defaultdict(list)
        for word in sorted(forms):
            if word not in self.kept:
                endings[word[-3:]].append(word)
        self.endings = dict(endings)

    def any(self, rng) -> str:
        """One sentence of all."""
        return self.sentences[int(rng.integers(0, len(self.sentences)))]

    def exchanged(self, sentence: str, rng) -> str:
        """The sentence with most of its rarer words exchanged for others of the same ending."""

        def other(match: re.Match) -> str:
            word = match.group()
            if word in self.kept or rng.random() > _EXCHANGED:
                return word
            like = self.endings[word[-3:]]
            return like[int(rng.integers(0, len(like)))]

        return _RARE.sub(other, sentence)

    def renamed(self, sentence: str, names: list[str], rng) -> str:
        """The sentence about the people and places of a story."""
        return _NAME.sub(
            lambda m: names[int(rng.integers(0, len(names)))] if rng.random() < 0.7 else m.group(), sentence
        )


def _sentences() -> list[str]:
    with (SHARED / "wikinews-fr" / "articles.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    found = []
    for text in texts:
        for paragraph in text.split("\n\n")[1:]:
            found += [" ".join(s.split()) for s in _SENTENCE.split(paragraph) if 6 <= len(s.split()) <= 60]
    return found


def _invented(rng) -> str:
    """A name of two or three syllables; a few thousand different ones, so that new ones keep coming."""
    parts = [_ONSETS[int(rng.integers(0, len(_ONSETS)))] + _RIMES[int(rng.integers(0, len(_RIMES)))] for _ in range(3)]
    return "".join(parts[: int(rng.integers(2, 4))]).capitalize()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    write(options.articles, options.file)
