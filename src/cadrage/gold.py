"""Hand annotation: reading it, finding its articles in a study, and how right the study's attributions are.

A gold file maps documents to their annotation: attributions with status, type, speaker, source, cue and content (spans
of characters), and the spans of scare quotes and hedges (``scare``, ``hedge``).  A document is found by the name of its file, by
its id or by the sha256 of its text; one that brings its own text needs no article in the study.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pandas as pd

from cadrage import tables
from cadrage.errors import CadrageError
from cadrage.measure.quality.evaluation import THRESHOLD, judge, summarise, voice_counts

if TYPE_CHECKING:
    from cadrage.study import Study


class GoldError(CadrageError):
    """The file of hand annotation cannot be used."""


def load_gold(path: Path) -> dict[str, dict]:
    """Documents and their annotation; raises :class:`GoldError` with one sentence where the file is no such thing."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise GoldError(
            f"a file with hand annotation was expected at « {path} », found: {error.strerror}: check the path"
        ) from error
    except ValueError as error:
        raise GoldError(f"« {path} » was expected to be JSON, found: {error}: correct it") from error
    if not isinstance(data, dict) or not data:
        raise GoldError(f"« {path} » was expected to map documents to their annotation, found a {type(data).__name__}")
    for name, entry in data.items():
        attributions = entry.get("attributions") if isinstance(entry, dict) else None
        if not isinstance(attributions, list):
            raise GoldError(f"« {path} », document « {name} »: a list « attributions » was expected: add it")
        for number, a in enumerate(attributions, start=1):
            lacking = {"status", "type", "speaker", "content"} - set(a)
            if lacking:
                raise GoldError(f"« {path} », document « {name} », attribution {number}: no « {min(lacking)} »: add it")
    return data


def evaluate(study: Study, gold: dict[str, dict]) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Judged items, words by voice, and one sentence for each document that could not be judged.

    Items: article_id, outlet, event, split, kind (found, missed, wrong), type, rule, speaker_right, type_right.
    Voices: article_id, outlet, right, words.
    """
    found, left_out = _documents(study, gold)
    attributions = _predicted(study, found)
    items, voices = [], []
    for name, article in found.items():
        entry, predicted = gold[name], attributions.get(article.article_id, [])
        about = {"article_id": article.article_id, "outlet": article.outlet, "event": entry.get("event", article.event)}
        about["split"] = entry.get("split", "")
        items += [about | row for row in judge(entry, predicted, article.text)]
        voices.append(about | voice_counts(entry, predicted, article.text))
    return pd.DataFrame(items), pd.DataFrame(voices), left_out


def _documents(study: Study, gold: dict[str, dict]):
    """Gold document → the article it annotates."""
    articles = list(study.articles.itertuples(index=False))
    by_hash = {a.sha256: a for a in articles}
    by_name = {a.article_id: a for a in articles}
    by_name |= {PurePosixPath(a.source_file).name: a for a in articles if "," not in a.source_file}
    found, left_out = {}, []
    for name, entry in gold.items():
        article = by_hash.get(entry.get("sha256")) or by_name.get(name) or by_name.get(PurePosixPath(name).stem)
        if article is None and "text" in entry:
            article = _own_text(name, entry)
        if article is None:
            left_out.append(f"{name}: no article of the study has this name or this text")
        elif "sha256" in entry and entry["sha256"] != hashlib.sha256(article.text.encode()).hexdigest():
            left_out.append(f"{name}: the text of « {article.article_id} » is not the one that was annotated")
        else:
            found[name] = article
    if not found:
        raise GoldError(f"no document of the annotation was found in the study « {study.title} »: {left_out[0]}")
    return found, left_out


def _own_text(name: str, entry: dict):
    row = dict.fromkeys((c.name for c in tables.TABLES["articles"]), None) | {
        "article_id": f"gold:{name}", "outlet": entry.get("outlet", ""), "event": entry.get("event"),
        "text": entry["text"], "headline_end": 0,
        "sha256": hashlib.sha256(entry["text"].encode()).hexdigest(),
    }  # fmt: skip
    return next(pd.DataFrame([row]).itertuples(index=False))


def _predicted(study: Study, found: dict) -> dict[str, list[dict]]:
    """article_id → predicted attributions, out of the study's table or, for texts of the gold file, made now."""
    out: dict[str, list[dict]] = {}
    own = [a for a in found.values() if a.article_id.startswith("gold:")]
    for article, rows in zip(own, study.annotator.annotate(own), strict=True):
        if isinstance(rows, Exception):
            raise GoldError(f"« {article.article_id} » could not be annotated: {rows}") from rows
        out[article.article_id] = [_plain(a) for a in rows.attributions]
    if len(own) < len(found):
        for row in study.attributions.to_dict("records"):
            out.setdefault(row["article_id"], []).append(_plain(row))
    return out


def _plain(row: dict) -> dict:
    content = [(int(s), int(e)) for s, e in zip(row["starts"], row["ends"], strict=True)]
    return {"type": row["type"], "speaker": row["speaker"], "content": content, "rule": row["rule"]}


def evaluate_study(study: Study, path: Path) -> str:
    """The evaluation as text for the terminal: over all, by split, type, construction and outlet, with intervals."""
    items, voices, left_out = evaluate(study, load_gold(path))
    lines = [
        f"{items['article_id'].nunique()} articles; a content is right at token F1 ≥ {THRESHOLD}; "
        "intervals over articles (95 %).",
        "",
        _HEADER,
        _line("all", summarise(items).iloc[0]),
    ]
    for title, column in (("split", "split"), ("type", "type"), ("outlet", "outlet")):
        if items[column].nunique() > 1:
            lines += ["", f"by {title}"]
            lines += [
                _line(str(getattr(r, column)) or "–", r._asdict()) for r in summarise(items, by=column).itertuples()
            ]
    lines += ["", "by construction (precision of what each rule found)"]
    for rule, group in sorted(items[items["rule"] != ""].groupby("rule"), key=lambda g: -len(g[1])):
        right, n = int(group["kind"].eq("found").sum()), len(group)
        speakers = int(group["speaker_right"].sum())
        lines.append(f"{rule[:26]:<26} {n:>5} {right / n:>9.3f}   right speaker {speakers}/{right}")
    right, words = voices["right"].sum(), voices["words"].sum()
    lines += ["", f"voice: {right / words:.3f} of {words} words are given to the right voice (narrator or attributed)"]
    if left_out:
        lines += ["", f"{len(left_out)} documents were not judged:", *left_out[:10]]
    return "\n".join(lines)


_HEADER = (
    f"{'':<26} {'gold':>5} {'precision':>9} {'recall':>7} {'F1':>6} {'interval':>13} {'joint':>6} {'interval':>13}"
)


def _line(name: str, row) -> str:
    interval = lambda low, high: "–" if low != low else f"{low:.3f}–{high:.3f}"  # noqa: E731
    return (
        f"{name[:26]:<26} {int(row['n_gold']):>5} {row['precision']:>9.3f} {row['recall']:>7.3f} {row['f1']:>6.3f} "
        f"{interval(row['f1_low'], row['f1_high']):>13} {row['joint_f1']:>6.3f} "
        f"{interval(row['joint_low'], row['joint_high']):>13}"
    )
