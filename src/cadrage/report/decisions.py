"""A reader's decisions: which hits and attributions are wrong, in a small JSON file, and the study recounted.

Decisions name a passage by the hash of its article and its characters, so that they outlive a new run of the
annotation; those that no longer match anything are reported, never applied elsewhere.
"""

import copy
import hashlib
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from cadrage.errors import CadrageError
from cadrage.report.store import HASH
from cadrage.tables import VOICES
from cadrage.variant import with_tokens

FORMAT = "cadrage decisions"


@dataclass(frozen=True)
class Decided:
    """What became of a file of decisions: how many were applied, how many matched nothing, the file's hash."""

    file: str
    sha256: str
    hits: int
    attributions: int
    unmatched: int


def load(path: str | Path) -> list[dict]:
    """The decisions of a file; raises :class:`~cadrage.errors.CadrageError` where it is not one."""
    path = Path(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CadrageError(
            f"decisions were expected in « {path} », but there is no such file: check the path"
        ) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CadrageError(
            f"{path.name}: expected decisions saved from a report (JSON), found something else ({error}): save them again"
        ) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("decisions"), list):
        raise CadrageError(
            f"{path.name}: expected a file saved from a report (format « {FORMAT} »), found another JSON: choose the saved file"
        )
    for k, decision in enumerate(data["decisions"], 1):
        lacking = [key for key in ("table", "sha256", "start", "end") if key not in decision]
        if lacking or decision["table"] not in ("hits", "attributions"):
            raise CadrageError(
                f"{path.name}, decision {k}: expected table (hits or attributions), sha256, start and end: save them again"
            )
    return data["decisions"]


def apply(study, path: str | Path):
    """A copy of the study in which hits marked wrong are excluded and attributions marked wrong do not exist.

    Words of a wrong attribution go to the one it was nested in, else back to the outlet's own voice.
    """
    decisions = load(path)
    sha = dict(zip(study.articles["article_id"], study.articles["sha256"].str[:HASH], strict=True))
    hits, attributions = study.hits.copy(), study.attributions
    wrong_hits = _matches(hits, [d for d in decisions if d["table"] == "hits"], sha)
    wrong = _matches(_bounded(attributions), [d for d in decisions if d["table"] == "attributions"], sha)
    hits.loc[wrong_hits, "excluded"] = True
    hits.loc[wrong_hits, "reason"] = "décision d'un lecteur"
    judged = copy.copy(study)
    if wrong:
        parents = _parents(attributions, set(attributions.loc[wrong, "attribution_id"]))
        change = partial(_handed_up, attributions=attributions, parents=parents)
        judged = with_tokens(study, set(attributions.loc[wrong, "article_id"]), change)
        hits = change(hits)
        attributions = attributions.drop(index=wrong).assign(
            parent_id=lambda t: t["parent_id"].map(lambda p: parents.get(p, p)).astype("str")
        )
        attributions = attributions.reset_index(drop=True)
    judged.__dict__.update(hits=hits, attributions=attributions)
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    applied = len(wrong_hits) + len(wrong)
    judged.__dict__["decided"] = Decided(Path(path).name, digest, len(wrong_hits), len(wrong), len(decisions) - applied)
    return judged


def _bounded(attributions: pd.DataFrame) -> pd.DataFrame:
    starts = attributions["starts"].map(lambda v: int(min(v)))
    return attributions.assign(start=starts, end=attributions["ends"].map(lambda v: int(max(v))))


def _matches(table: pd.DataFrame, decisions: list[dict], sha: dict) -> list[int]:
    """Index labels of the rows that the decisions name, in order, each once; ``sha`` is the hash of each article.

    Equal texts have one hash: the article that was judged is meant, or the first where it has another name by now.
    """
    wanted = {}
    for d in decisions:
        wanted.setdefault((str(d["sha256"])[:HASH], d["start"], d["end"]), []).append(d)
    found: dict[int, list] = {}
    for row in table[["article_id", "start", "end"]].itertuples():
        for d in wanted.get((sha[row.article_id], int(row.start), int(row.end)), []):
            keys = [key for key in ("frame", "term") if key in table.columns and key in d]
            if all(str(table.at[row.Index, key]) == str(d[key]) for key in keys):
                found.setdefault(id(d), []).append((row.article_id != d.get("article_id"), row.Index))
    return sorted({min(rows)[1] for rows in found.values()})


def _parents(attributions: pd.DataFrame, wrong: set[str]) -> dict[str, str | None]:
    """For each wrong attribution, the nearest right one that it was nested in."""
    above = {
        a: (p if isinstance(p, str) else None)
        for a, p in zip(attributions["attribution_id"], attributions["parent_id"], strict=True)
    }
    out = {}
    for attribution in wrong:
        parent = above.get(attribution)
        while parent in wrong:
            parent = above.get(parent)
        out[attribution] = parent
    return out


def _handed_up(table: pd.DataFrame, attributions: pd.DataFrame, parents: dict) -> pd.DataFrame:
    """The rows of wrong attributions, given to the parent or to the outlet's own voice."""
    mine = table["attribution_id"].isin(list(parents))
    if not mine.any():
        return table
    speaker = dict(zip(attributions["attribution_id"], attributions["speaker"], strict=True))
    table, parent = table.copy(), table.loc[mine, "attribution_id"].map(parents)
    if isinstance(table["voice"].dtype, pd.CategoricalDtype):
        table["voice"] = table["voice"].cat.set_categories(VOICES)
    table.loc[mine, "attribution_id"] = parent.astype("str")
    table.loc[mine, "voice"] = parent.map(lambda p: "attributed" if isinstance(p, str) else "narrator").to_numpy()
    if "speaker" in table.columns:
        table.loc[mine, "speaker"] = (
            parent.map(lambda p: speaker.get(p) if isinstance(p, str) else None).astype("str").to_numpy()
        )
    return table
