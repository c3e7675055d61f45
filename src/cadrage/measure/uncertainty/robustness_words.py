"""A finding on a word (its rate in one outlet against another) under other defensible choices."""

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.errors import MeasureError
from cadrage.measure.table import need
from cadrage.measure.vocabulary import scores
from cadrage.measure.vocabulary.counts import Counts, count, token_rows
from cadrage.measure.vocabulary.keyness import keyness
from cadrage.measure.vocabulary.rates import interval, two_sides
from cadrage.measure.vocabulary.words import unit_codes
from cadrage.measure.wording import say

NOTHING = {"estimate": np.nan, "low": np.nan, "high": np.nan, "n": 0, "total": 0, "n_reference": 0}
NOTHING |= {"total_reference": 0, "n_texts": 0, "n_texts_reference": 0, "rows": (), "rows_reference": ()}


def headline_words(
    tokens: pd.DataFrame, *, top: int = 4, pos: tuple[str, ...] = ("NOUN", "VERB", "ADJ"), **who
) -> list[dict]:
    """The words that set outlets apart from all others together, for :func:`~cadrage.measure.robustness`.

    Of each outlet the best ranked (cautious log ratio, then the lower bound over texts) among words more frequent
    there, each word once, the clearest outlets first; ``who`` are articles and clusters.  Empty below two outlets.
    """
    try:
        table = keyness(tokens, pos=pos, **who)
    except MeasureError:
        return []
    table = table[(table["estimate"] > 0) & (table["n_articles"] > 1)]
    order = ["lrc_texts", "low", "g2", "term"]
    table = table.sort_values(order, ascending=[False, False, False, True], kind="stable")
    best = table.drop_duplicates("term").drop_duplicates("outlet").iloc[:top]
    return best[["term", "outlet", "reference"]].astype(str).to_dict("records")


def word_finding(
    tokens: pd.DataFrame, finding: dict, kept: dict[str, set[str] | None], *, lang: str = "fr", **who
) -> list[dict]:
    """Records of one word finding (term, outlet, reference or "rest"): log ratio and verdict under each choice.

    ``kept`` maps further choices to the articles they keep; ``who`` are articles and clusters as for counting.
    """
    need(pd.DataFrame([finding]), ["term", "outlet", "reference"], "a finding on a word")
    term, pair = str(finding["term"]), (str(finding["outlet"]), str(finding["reference"]))
    here = tokens if pair[1] == "rest" else tokens[tokens["outlet"].astype(str).isin(pair)]
    base = count(here, stop=None, **who)
    if term not in set(base.terms):
        raise MeasureError(f"a finding was expected to name a word of the corpus, but {term!r} never occurs in {pair}")
    results = {"base": _ratio(base, term, pair)}
    results["own voice"] = _ratio(count(here, stop=None, voice="narrator", **who), term, pair)
    results["no headline"] = _ratio(count(here, stop=None, zone=("lead", "body"), **who), term, pair)
    for name, articles in kept.items():
        if articles is None:
            results[name] = NOTHING | {"lacking": name}
            continue
        part = here[here["article_id"].astype(str).isin(articles).to_numpy()]
        results[name] = _ratio(count(part, stop=None, **who), term, pair) if len(part) else dict(NOTHING)
    results["no shared"] = _ratio(count(here, stop=None, shared=False, **who), term, pair)
    form = _commonest_form(here, term)
    results["form"] = _ratio(count(here, stop=None, unit="form", **who), form, pair)
    results["other prior"] = _prior(base, term, pair, results["base"])
    results["leave one out"] = _worst(base, term, pair, results["base"])
    counted = token_rows(here, outlet=None, term=term, stop=None, **who).to_numpy()
    own = (here["outlet"].astype(str) == pair[0]).to_numpy()
    for name, kept_tokens in _kept_tokens(here, kept).items():
        for side, which in (("rows", own), ("rows_reference", ~own)):
            results[name][side] = tuple(here.index[counted & which & kept_tokens].tolist())
    other = say("the others", lang) if pair[1] == "rest" else pair[1]
    head = {"finding": f"{term} : {pair[0]} / {other}", "frame": "", "term": term, "outlet": pair[0]}
    head |= {"reference": pair[1], "voice": "all", "kind": "word"}
    empty = {"rows": (), "rows_reference": ()}
    return [
        head | empty | {"choice": name} | result | verdict(results["base"], result) for name, result in results.items()
    ]


def _kept_tokens(tokens: pd.DataFrame, kept: dict[str, set[str] | None]) -> dict[str, np.ndarray]:
    """Which tokens each choice counts that only leaves some out."""
    every = np.ones(len(tokens), dtype=bool)
    out = {"base": every, "other prior": every, "own voice": (tokens["voice"].astype(str) == "narrator").to_numpy()}
    out["no headline"] = (tokens["zone"].astype(str) != "headline").to_numpy()
    out["no shared"] = ~tokens["shared"].to_numpy(dtype=bool)
    of_article = {name: articles for name, articles in kept.items() if articles is not None}
    return out | {
        name: tokens["article_id"].astype(str).isin(articles).to_numpy() for name, articles in of_article.items()
    }


def _ratio(counts: Counts, term: str, pair: tuple[str, str]) -> dict:
    """Log ratio of one term with its interval over texts, and the counts behind it."""
    # Of the rest at least one other outlet must be left.
    if not set(pair) - {"rest"} <= set(counts.outlets()) or len(counts.outlets()) < 2:
        return dict(NOTHING)
    sides = two_sides(_only(counts, term), [pair])
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


def _commonest_form(tokens: pd.DataFrame, lemma: str) -> str:
    """The form that a lemma takes most often; equal ones by the alphabet."""
    codes, values = unit_codes(tokens, "lemma")
    forms, spelled = unit_codes(tokens, "form")
    mine = forms[np.isin(codes, np.flatnonzero(values == lemma)) & (forms >= 0)]
    return str(spelled[np.bincount(mine, minlength=len(spelled)).argmax()])


def _prior(counts: Counts, term: str, pair, base: dict) -> dict:
    """Log-odds (in powers of two) with a prior of all the words of the smaller side, ten times the default."""
    if np.isnan(base["estimate"]):
        return dict(base)
    a, b, n1, n2 = (base[k] for k in ("n", "n_reference", "total", "total_reference"))
    delta, z = scores.log_odds(a, b, n1, n2, alpha0=min(n1, n2), prior=(a + b) / (n1 + n2))
    error = float(delta / z) if z else np.nan
    value, half = float(delta) / np.log(2), 1.96 * abs(error) / np.log(2)
    return base | {"estimate": value, "low": value - half, "high": value + half}


def _worst(counts: Counts, term: str, pair, base: dict) -> dict:
    """The finding without the text whose absence hurts it most."""
    worst, found = None, np.inf
    one = _only(counts, term)
    used = one.matrix.toarray().ravel()
    for text in range(len(one.texts)):
        keep = np.delete(np.arange(len(used)), text)
        part = _texts(one, keep)
        own, size = (part.texts["outlet"] == pair[0]).to_numpy(), part.texts["n_tokens"].to_numpy()
        a, b = (used[keep][side].sum() for side in (own, ~own))
        n1, n2 = (size[side].sum() for side in (own, ~own))
        gone = min(n1, n2) == 0 or a + b == 0
        score = -np.inf if gone else float(scores.log_ratio(a, b, n1, n2)) * np.sign(base["estimate"])
        if score < found:
            worst, found = keep, score
    return _ratio(_texts(one, worst), term, pair) if worst is not None else dict(NOTHING)


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
