"""A finding on a word (its rate in one outlet against another) under other defensible choices."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.errors import MeasureError
from cadrage.measure.table import need
from cadrage.measure.vocabulary import scores
from cadrage.measure.vocabulary.counts import Counts
from cadrage.measure.vocabulary.keyness import keyness
from cadrage.measure.vocabulary.rates import interval, two_sides
from cadrage.measure.wording import say

NOTHING = {"estimate": np.nan, "low": np.nan, "high": np.nan, "n": 0, "total": 0, "n_reference": 0}
NOTHING |= {"total_reference": 0, "n_texts": 0, "n_texts_reference": 0, "rows": (), "rows_reference": ()}


def headline_words(
    tokens: pd.DataFrame | Counts, *, top: int = 4, pos: tuple[str, ...] = ("NOUN", "VERB", "ADJ"), **who
) -> list[dict]:
    """The words that set outlets apart from all others together, for :func:`~cadrage.measure.robustness`.

    Of each outlet the best ranked (cautious log ratio, then the lower bound over texts) among words more frequent
    there, each word once, the clearest outlets first; ``who`` are articles and clusters.  Counts already made
    (``study.counts(pos=…)``) are taken as they are.  Empty below two outlets.
    """
    counting = who if isinstance(tokens, Counts) else {"pos": pos, **who}
    try:
        table = keyness(tokens, more=True, **counting)
    except MeasureError:
        return []
    order = ["lrc_texts", "low", "g2", "term"]
    # Without the columns that are not needed, or they would be copied with the others.
    table = table[[*order, "outlet", "reference", "estimate", "n_articles"]]
    table = table[(table["estimate"] > 0) & (table["n_articles"] > 1)]
    table = table.sort_values(order, ascending=[False, False, False, True], kind="stable")
    best = table.drop_duplicates("term").drop_duplicates("outlet").iloc[:top]
    return best[["term", "outlet", "reference"]].astype(str).to_dict("records")


def word_findings(
    findings: list[dict], places, kept: dict[str, set[str] | None], *, lang: str = "fr", **who
) -> list[dict]:
    """Records of findings on words (term, outlet, reference or "rest"): log ratio and verdict under each choice.

    ``places`` looks words up (:mod:`cadrage.lookup`); ``kept`` maps further choices to the articles they keep; ``who``
    are articles and clusters as for counting.  Every choice is counted once, for all words.
    """
    need(pd.DataFrame(findings), ["term", "outlet", "reference"], "a finding on a word")
    found = [_Finding(str(f["term"]), (str(f["outlet"]), str(f["reference"]))) for f in findings]
    terms = list(dict.fromkeys(f.term for f in found))
    who |= {"stop": None}
    ways = {"base": {}, "own voice": {"voice": "narrator"}, "no headline": {"zone": ("lead", "body")}}
    ways |= {name: None if articles is None else {"among": articles} for name, articles in kept.items()}
    ways["no shared"] = {"shared": False}
    results: list[dict] = [{} for _ in found]
    for name, way in ways.items():
        if way is None:
            for result in results:
                result[name] = NOTHING | {"lacking": name}
            continue
        counts = places.counts(terms=terms, **way, **who)
        if name == "base":
            base = counts
            _check(found, base)
        rows = places.term_rows(terms, **way, **who)
        for finding, result in zip(found, results, strict=True):
            result[name] = _ratio(counts, finding.term, finding.pair) | _sides(places, rows[finding.term], finding.pair)
    # The commonest form of each; equal ones by the alphabet.
    written = [places.forms(f.term, f.outlets).idxmax() for f in found]
    forms = sorted(set(written))
    by_form = places.counts(unit="form", terms=forms, **who)
    of_form = places.term_rows(forms, unit="form", **who)
    records = []
    for finding, form, result in zip(found, written, results, strict=True):
        result["form"] = _ratio(by_form, form, finding.pair) | _sides(places, of_form[form], finding.pair)
        result["other prior"] = _prior(result["base"])
        result["leave one out"] = _worst(base, finding, result["base"], places)
        records += _records(finding, result, lang)
    return records


class _Finding(NamedTuple):
    """A word and the two sides that are compared."""

    term: str
    pair: tuple[str, str]

    @property
    def outlets(self) -> tuple[str, str] | None:
        """The outlets that it is about; None for all."""
        return None if self.pair[1] == "rest" else self.pair


def _check(findings: list[_Finding], counts: Counts) -> None:
    for term, pair in findings:
        if not _only(_between(counts, pair), term).matrix.sum():
            raise MeasureError(
                f"a finding was expected to name a word of the corpus, but {term!r} never occurs in {pair}"
            )


def _records(finding: _Finding, results: dict, lang: str) -> list[dict]:
    term, pair = finding
    other = say("the others", lang) if pair[1] == "rest" else pair[1]
    head = {"finding": f"{term} : {pair[0]} / {other}", "frame": "", "term": term, "outlet": pair[0]}
    head |= {"reference": pair[1], "voice": "all", "kind": "word", "rows": (), "rows_reference": ()}
    return [head | {"choice": name} | result | verdict(results["base"], result) for name, result in results.items()]


def _sides(places, labels: np.ndarray, pair: tuple[str, str]) -> dict[str, np.ndarray]:
    """The labels of a word's tokens on either side."""
    outlet = places.outlets(labels)
    own = outlet == pair[0]
    others = ~own if pair[1] == "rest" else outlet == pair[1]
    return {"rows": labels[own], "rows_reference": labels[others]}


def _between(counts: Counts, pair: tuple[str, str]) -> Counts:
    """The texts of the outlets compared."""
    if pair[1] == "rest":
        return counts
    return _texts(counts, np.flatnonzero(counts.texts["outlet"].isin(pair)))


def _ratio(counts: Counts, term: str, pair: tuple[str, str]) -> dict:
    """Log ratio of one term with its interval over texts, and the counts behind it."""
    counts = _between(_only(counts, term), pair)
    # Of the rest at least one other outlet must be left.
    if not set(pair) - {"rest"} <= set(counts.outlets()) or len(counts.outlets()) < 2:
        return dict(NOTHING)
    sides = two_sides(counts, [pair])
    if not sides or sides[0]["a"][0] + sides[0]["b"][0] == 0:
        return dict(NOTHING)
    side = sides[0]
    low, high, _ = interval(side)
    ratio = scores.log_ratio(side["a"], side["b"], side["n1"], side["n2"])
    return {
        "estimate": float(ratio[0]), "low": float(low[0]), "high": float(high[0]), "n": int(side["a"][0]),
        "total": int(side["n1"]), "n_reference": int(side["b"][0]), "total_reference": int(side["n2"]),
        "n_texts": side["texts"], "n_texts_reference": side["texts_ref"],
    }  # fmt: skip


def _only(counts: Counts, term: str) -> Counts:
    place = np.flatnonzero(counts.terms == term)
    if len(place):
        return replace(counts, matrix=counts.matrix[:, place], terms=counts.terms[place])
    nothing = sparse.csr_array((len(counts.texts), 1), dtype=np.int64)
    return replace(counts, matrix=nothing, terms=np.array([term], dtype=object))


def _prior(base: dict) -> dict:
    """Log-odds (in powers of two) with a prior of all the words of the smaller side, ten times the default."""
    if np.isnan(base["estimate"]):
        return dict(base)
    a, b, n1, n2 = (base[k] for k in ("n", "n_reference", "total", "total_reference"))
    delta, z = scores.log_odds(a, b, n1, n2, alpha0=min(n1, n2), prior=(a + b) / (n1 + n2))
    error = float(delta / z) if z else np.nan
    value, half = float(delta) / np.log(2), 1.96 * abs(error) / np.log(2)
    return base | {"estimate": value, "low": value - half, "high": value + half}


def _worst(counts: Counts, finding: _Finding, base: dict, places) -> dict:
    """The finding without the text whose absence hurts it most; equal ones: the first."""
    term, pair = finding
    one = _between(_only(counts, term), pair)
    used, size = one.matrix.toarray().ravel(), one.texts["n_tokens"].to_numpy()
    own = (one.texts["outlet"] == pair[0]).to_numpy()
    # What is left on either side without each text.
    a, b = (used[side].sum() - np.where(side, used, 0) for side in (own, ~own))
    n1, n2 = (size[side].sum() - np.where(side, size, 0) for side in (own, ~own))
    gone = (np.minimum(n1, n2) == 0) | (a + b == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = scores.log_ratio(a, b, n1, n2) * np.sign(base["estimate"])
    worst = least(np.where(gone, -np.inf, score))
    if worst is None:
        return dict(NOTHING)
    result, left_out = _ratio(_texts(one, np.delete(np.arange(len(used)), worst)), term, pair), one.texts.iloc[worst]
    for side in ("rows", "rows_reference"):
        articles = places.holders(base[side])
        result[side] = base[side][np.array(articles, dtype=object) != left_out["article_id"]]
    return result


def least(score: np.ndarray) -> int | None:
    """The place of the first smallest score; None where there is no score at all.

    >>> least(np.array([np.nan, 2.0, 1.0, 1.0])), least(np.array([np.nan]))
    (2, None)
    """
    score = np.where(np.isnan(score), np.inf, score)
    return int(score.argmin()) if (score < np.inf).any() else None


def _texts(counts: Counts, keep: np.ndarray) -> Counts:
    return replace(counts, matrix=counts.matrix[keep], texts=counts.texts.iloc[keep].reset_index(drop=True))


def verdict(base: dict, result: dict) -> dict[str, str]:
    """What a recomputed finding makes of the first one.

    >>> verdict({"estimate": .5, "low": .2, "high": .8}, {"estimate": .3, "low": -.1, "high": .7})
    {'verdict': 'weaker'}
    """
    before, after = base["estimate"], result["estimate"]
    if np.isnan(before) or np.isnan(after):
        return {"verdict": "cannot say"}
    if before * after < 0:
        return {"verdict": "flips"}
    clear = base["low"] > 0 or base["high"] < 0
    # An interval that can no longer be had does not exclude 0 either.
    still = result["low"] > 0 or result["high"] < 0
    return {"verdict": "weaker" if 2 * abs(after) < abs(before) or (clear and not still) else "stands"}
