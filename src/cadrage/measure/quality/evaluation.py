"""How right the attributions are: predicted against hand-made ones, by content and by speaker.

Predicted and gold attributions of an article are paired one to one by largest overlap of their contents.  A pair is
right when the token F1 of the contents reaches a threshold (.8); the speaker is right when the predicted name shares
a word with the gold speaker's names and with no other speaker's more.  Optional gold items are neither rewarded nor
punished.  Intervals resample articles, not attributions: errors of one article are not independent.
"""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

Spans = Iterable[tuple[int, int]]

THRESHOLD = 0.8
_WORD = re.compile(r"\w+")
# Words of a name that tell nobody apart.
_EMPTY = frozenset(
    "le la les l un une des du de d et en au aux a son sa ses leur il elle ils elles on lui ce cette ces dernier "
    "derniere qui que celui celle ci selon source".split()
)
_ITEM_COLUMNS = ["article_id", "outlet", "event", "kind", "type", "rule", "speaker_right", "type_right"]


def words_in(text: str, spans: Spans) -> set[int]:
    """First characters of the words in some spans of a text.

    >>> sorted(words_in("« Le pont tient »", [(2, 9)]))
    [2, 5]
    """
    return {start + m.start() for start, end in spans for m in _WORD.finditer(text[start:end])}


def overlap_f1(gold: set[int], predicted: set[int]) -> float:
    """F1 of two sets of words; 0 where they share none.

    >>> round(overlap_f1({1, 2, 3}, {2, 3}), 2)
    0.8
    """
    shared = len(gold & predicted)
    return 2 * shared / (len(gold) + len(predicted)) if shared else 0.0


def judge(gold: dict, predicted: list[dict], text: str, *, threshold: float = THRESHOLD) -> list[dict]:
    """One row per required gold attribution and per predicted one that matches none.

    ``gold`` and ``predicted`` attributions have content (list of spans), type and speaker; gold ones also status
    (required or optional) and source; predicted ones may have a rule.  Keys of a row: kind (found, missed, wrong),
    type (gold's, or the predicted one's where it is wrong), rule, speaker_right, type_right.

    >>> gold = {"attributions": [{"status": "required", "type": "indirect", "speaker": "mairie", "content": [[14, 33]]}]}
    >>> text = "La mairie dit que le pont est fermé."
    >>> judge(gold, [{"type": "indirect", "speaker": "la mairie", "content": [(18, 35)]}], text)[0]["kind"]
    'found'
    """
    required = [a for a in gold["attributions"] if a["status"] == "required"]
    optional = [a for a in gold["attributions"] if a["status"] == "optional"]
    pairs = {i: j for i, j, f1 in _pairs(required, predicted, text) if f1 >= threshold}
    rest = [j for j in range(len(predicted)) if j not in set(pairs.values())]
    excused = {rest[j] for _, j, f1 in _pairs(optional, [predicted[j] for j in rest], text) if f1 >= 0.5}
    known = _names(gold["attributions"], text)
    rows = []
    for i, item in enumerate(required):
        row = {"kind": "missed", "type": item["type"], "rule": "", "speaker_right": False, "type_right": False}
        if i in pairs:
            match = predicted[pairs[i]]
            row |= {
                "kind": "found",
                "rule": match.get("rule", ""),
                "speaker_right": same_speaker(item["speaker"], match.get("speaker"), known),
                "type_right": item["type"] == match.get("type"),
            }
        rows.append(row)
    for j in rest:
        if j not in excused:
            rows.append({"kind": "wrong", "type": predicted[j].get("type"), "rule": predicted[j].get("rule", ""),
                         "speaker_right": False, "type_right": False})  # fmt: skip
    return rows


def _pairs(gold: list[dict], predicted: list[dict], text: str) -> list[tuple[int, int, float]]:
    if not gold or not predicted:
        return []
    left, right = ([words_in(text, a["content"]) for a in side] for side in (gold, predicted))
    f1 = np.array([[overlap_f1(g, p) for p in right] for g in left])
    return [(i, j, f1[i, j]) for i, j in zip(*linear_sum_assignment(-f1), strict=True) if f1[i, j] > 0]


def _name_words(name: str | None) -> set[str]:
    flat = unicodedata.normalize("NFKD", name.lower()) if isinstance(name, str) else ""
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    return {w for w in re.split(r"[\W_]+", flat) if w and w not in _EMPTY}


def _names(attributions: list[dict], text: str) -> dict[str, set[str]]:
    """Gold speaker → the words that name it in this article: its label and its mentions."""
    out: dict[str, set[str]] = {}
    for a in attributions:
        words = out.setdefault(a["speaker"], _name_words(a["speaker"]))
        if a.get("source"):
            words |= _name_words(text[slice(*a["source"])])
    return out


def same_speaker(gold: str, predicted: str | None, known: dict[str, set[str]]) -> bool:
    """Whether a predicted name means a gold speaker, given the words that name each speaker of the article.

    >>> known = {"roux": {"roux", "anne", "maire"}, "parquet": {"parquet"}}
    >>> same_speaker("roux", "Anne Roux", known), same_speaker("roux", "le parquet", known)
    (True, False)
    """
    words = _name_words(predicted)
    if not words:
        return False
    share = {speaker: len(words & names) / len(words) for speaker, names in known.items()}
    return share.get(gold, 0) > 0 and share[gold] >= max(share.values())


def summarise(items: pd.DataFrame, *, by: str | None = None, seed: int = 0, n_resamples: int = 500) -> pd.DataFrame:
    """Precision, recall and F1 of contents, and joint F1 with speakers, over all items or by a column.

    ``items`` are rows of :func:`judge` with article_id (and outlet, event).  Columns: (by), n_gold, n_predicted,
    precision, recall, f1, f1_low, f1_high, speaker (share of found contents with the right speaker), joint_f1,
    joint_low, joint_high, type_right, n_articles.  Intervals: 2.5 to 97.5 % of resampled articles; NaN below two.

    >>> items = pd.DataFrame({"article_id": ["a", "b"], "kind": ["found", "missed"], "speaker_right": [True, False],
    ...                       "type_right": [True, False]})
    >>> summarise(items)[["n_gold", "precision", "recall"]].values.tolist()
    [[2.0, 1.0, 0.5]]
    """
    groups = [("", items)] if by is None else sorted(items.groupby(by, sort=False), key=lambda g: str(g[0]))
    rows = []
    for name, group in groups:
        counts = _counts(group)
        total = counts.sum(axis=0)
        row = _scores(total)
        low_high = {"f1": (np.nan, np.nan), "joint_f1": (np.nan, np.nan)}
        if len(counts) > 1:
            rng = np.random.default_rng(seed)
            draws = counts[rng.integers(len(counts), size=(n_resamples, len(counts)))].sum(axis=1)
            resampled = [_scores(draw) for draw in draws]
            low_high = {k: np.percentile([r[k] for r in resampled], [2.5, 97.5]) for k in low_high}
        row |= {"f1_low": low_high["f1"][0], "f1_high": low_high["f1"][1]}
        row |= {"joint_low": low_high["joint_f1"][0], "joint_high": low_high["joint_f1"][1]}
        rows.append(({} if by is None else {by: name}) | row | {"n_articles": len(counts)})
    order = ["n_gold", "n_predicted", "precision", "recall", "f1", "f1_low", "f1_high", "speaker", "joint_f1",
             "joint_low", "joint_high", "type_right", "n_articles"]  # fmt: skip
    out = pd.DataFrame(rows, columns=([] if by is None else [by]) + order)
    out.attrs = {"method": f"one-to-one pairing, token F1 ≥ {THRESHOLD}", "seed": seed, "n_resamples": n_resamples}
    return out


def _counts(items: pd.DataFrame) -> np.ndarray:
    """found, missed, wrong, right speakers, right types: one row an article."""
    kinds = items["kind"]
    table = pd.DataFrame({
        "found": kinds.eq("found"), "missed": kinds.eq("missed"), "wrong": kinds.eq("wrong"),
        "speaker": items["speaker_right"].astype(bool), "type": items["type_right"].astype(bool),
    })  # fmt: skip
    return table.groupby(items["article_id"].to_numpy()).sum().to_numpy()


def _scores(counts: np.ndarray) -> dict[str, float]:
    found, missed, wrong, speaker, kind = counts
    gold, predicted = found + missed, found + wrong
    ratio = lambda a, b: float(a / b) if b else float("nan")  # noqa: E731
    return {
        "n_gold": int(gold), "n_predicted": int(predicted), "precision": ratio(found, predicted),
        "recall": ratio(found, gold), "f1": ratio(2 * found, gold + predicted), "speaker": ratio(speaker, found),
        "joint_f1": ratio(2 * speaker, gold + predicted), "type_right": ratio(kind, found),
    }  # fmt: skip


def voice_counts(gold: dict, predicted: list[dict], text: str) -> dict[str, int]:
    """Words whose voice is right and words judged: required contents are attributed, all else is the narrator's.

    Words that stand only in optional contents are not judged.

    >>> voice_counts({"attributions": []}, [], "Le pont est fermé.")
    {'right': 4, 'words': 4}
    """
    required, optional = (
        set().union(*(words_in(text, a["content"]) for a in gold["attributions"] if a["status"] == status))
        for status in ("required", "optional")
    )
    found = set().union(*(words_in(text, a["content"]) for a in predicted))
    judged = words_in(text, [(0, len(text))]) - (optional - required)
    return {"right": sum((w in required) == (w in found) for w in judged), "words": len(judged)}
