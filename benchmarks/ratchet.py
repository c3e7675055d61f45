"""Quality as a ratchet: pinned scores with a fingerprint of the gold; lowering one is an explicit act.

    python -m benchmarks.ratchet --pin     writes today's scores to benchmarks/quality_baseline.json

The test suite compares with the pinned scores.  A set whose gold is not at hand is not compared.
"""

import argparse
import hashlib
import json
from pathlib import Path

import pandas as pd

from benchmarks.quality import Annotated, annotated, predictions
from cadrage.measure.quality.evaluation import judge, summarise, voice_counts

BASELINE = Path(__file__).with_name("quality_baseline.json")
# Scores may differ in the last digits between processors: a float32 model is not the same to the bit everywhere.
TOLERANCE = 0.005
SCORES = ("f1", "joint_f1", "voice")


def fingerprint(articles: list[Annotated]) -> str:
    """Hash of the annotation and of the texts it belongs to."""
    digest = hashlib.sha256()
    for a in sorted(articles, key=lambda a: a.article_id):
        digest.update(json.dumps([a.article_id, a.text, a.gold], sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()[:16]


def scores() -> dict[str, dict]:
    """For every set at hand (half and file of gold): fingerprint, number of articles and required items, scores."""
    sets: dict[str, list[Annotated]] = {}
    for article in annotated():
        sets.setdefault(f"{article.half} {article.article_id.split('/')[0]}", []).append(article)
    out = {}
    for name, articles in sorted(sets.items()):
        items, right, words = [], 0, 0
        for article, predicted in predictions(articles):
            items += [{"article_id": article.article_id} | row for row in judge(article.gold, predicted, article.text)]
            counts = voice_counts(article.gold, predicted, article.text)
            right, words = right + counts["right"], words + counts["words"]
        row = summarise(pd.DataFrame(items), n_resamples=2).iloc[0]
        out[name] = {
            "gold": fingerprint(articles), "articles": len(articles), "required": int(row["n_gold"]),
            "precision": round(float(row["precision"]), 3), "recall": round(float(row["recall"]), 3),
            "f1": round(float(row["f1"]), 3), "joint_f1": round(float(row["joint_f1"]), 3),
            "voice": round(right / words, 3),
        }  # fmt: skip
    return out


def pin() -> None:
    """Writes today's scores as the ones to hold."""
    BASELINE.write_text(json.dumps(scores(), indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pin", action="store_true")
    if parser.parse_args().pin:
        pin()
    else:
        print(json.dumps(scores(), indent=1, ensure_ascii=False, sort_keys=True))
