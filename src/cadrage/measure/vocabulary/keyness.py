"""Which terms are more frequent in one outlet than in a named reference: scores, sizes of effect, texts behind them.

Default ranking: the conservative log ratio (LRC) widened by the design effect of texts.  No score here is a test.
"""

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, flag_columns, one_of, strings
from cadrage.measure.uncertainty.ladder import said
from cadrage.measure.vocabulary import scores
from cadrage.measure.vocabulary.counts import Counts, attributes, counted
from cadrage.measure.vocabulary.rates import flips, interval, two_sides
from cadrage.measure.wording import say

REFERENCES = ("rest", "pairwise", "mean")
RANKINGS = ("lrc_texts", "lrc", "g2", "chi2", "lafon", "z", "log_ratio", "percent_diff", "odds_ratio")
_METHOD = "G², χ², Lafon specificity, log-odds with Dirichlet prior, log ratio, %DIFF, odds ratio, LRC"


def keyness(
    tokens: pd.DataFrame | Counts,
    *,
    outlet: str | None = None,
    reference: str = "rest",
    rank_by: str = "lrc_texts",
    alpha: float = 0.05,
    prior: float | None = None,
    min_count: int = 5,
    min_texts: int = 3,
    more: bool = False,
    top: int | None = None,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Keyness of every term in an outlet (None: each) against a reference, best ranked first.

    ``reference``: "rest" (all others pooled), "pairwise" (each other one), "mean" (mean rate of the others, every
    outlet weighing the same) or the name of one outlet; each row names it.  ``prior`` is the weight α0 of the
    Dirichlet prior in words (default a tenth of the smaller side); z_weak and z_strong are z at α0/10 and 10 α0.
    ``more`` leaves out what is not more frequent in the outlet; ``top`` keeps the first of each contrast.

    Columns: outlet, reference, term, n, total, n_reference, total_reference, rate, rate_reference (per 1,000 words),
    estimate (log ratio, in powers of two), low, high (95 % over texts, Welch–Satterthwaite t), n_articles, n_texts,
    n_articles_reference, n_texts_reference, expected, g2, chi2, lafon, log_odds, z, z_weak, z_strong, log_ratio,
    percent_diff, odds_ratio, lrc, deff, lrc_texts, rank, flags, note.  Positive: more frequent in ``outlet``.
    ``counting`` are the keywords of :func:`~cadrage.measure.vocabulary.counts.count`.  Raises
    :class:`~cadrage.errors.MeasureError` for an unknown outlet, reference or ranking, or one outlet only.

    >>> tokens = pd.DataFrame({"article_id": ["a"] * 4 + ["b"] * 4, "outlet": ["Le Phare"] * 4 + ["L'Ancre"] * 4,
    ...     "event": None, "lemma": ["annexion"] * 3 + ["port"] + ["annexion"] + ["port"] * 3, "pos": "NOUN",
    ...     "boilerplate": False})
    >>> table = keyness(tokens, outlet="Le Phare", min_count=1, lang="en")
    >>> table[["term", "reference", "n", "n_reference", "log_ratio"]].round(2).values.tolist()
    [['annexion', 'rest', 3, 1, 1.58], ['port', 'rest', 1, 3, -1.58]]
    """
    one_of(rank_by, RANKINGS, "rank_by")
    counts = counted(tokens, min_count=min_count, min_texts=min_texts, **counting)
    pairs = contrasts(counts.outlets(), outlet=outlet, reference=reference)
    sides = two_sides(counts, pairs)
    if not sides:
        raise MeasureError("a comparison was expected to have words on both sides, but one side has none")
    frequency, _ = counts.totals
    pooled = frequency / counts.texts["n_tokens"].sum()
    how = {"pooled": pooled, "family": len(counts.terms), "alpha": alpha, "prior": prior, "rank_by": rank_by}
    parts = [_contrast(side, how | {"more": more, "top": top}) for side in sides]
    out = _assembled(parts, sides, counts.terms, lang)
    smaller = min(min(side["texts"], side["texts_ref"]) for side in sides)
    return finish(
        out, measure="keyness", method=_METHOD, rank_by=rank_by, reference=reference, confidence=0.95,
        correction=f"LRC: Bonferroni at {alpha:g} over {len(counts.terms)} terms; others none",
        family=len(counts.terms), prior="a tenth of the smaller side" if prior is None else f"{prior:g} words",
        descriptive=bool(smaller < 2), caveat=say("rank only", lang), **attributes(counts), **said(smaller, lang=lang),
    )  # fmt: skip


def contrasts(outlets: list[str], *, outlet: str | None, reference: str) -> list[tuple[str, str]]:
    """The pairs (outlet, reference) that a choice of both asks for.

    >>> contrasts(["A", "B", "C"], outlet="A", reference="pairwise")
    [('A', 'B'), ('A', 'C')]
    """
    if len(outlets) < 2:
        raise MeasureError(f"a comparison was expected to have at least two outlets, but has {len(outlets)}")
    if outlet is not None:
        one_of(outlet, outlets, "outlet")
    one_of(reference, (*REFERENCES, *outlets), "reference")
    studied = [outlet] if outlet is not None else outlets
    if reference == "pairwise":
        return [(a, b) for a in studied for b in outlets if a != b]
    if reference in outlets:
        if outlet == reference:
            raise MeasureError(f"the reference was expected to be another outlet than {outlet!r}: name another")
        return [(a, reference) for a in studied if a != reference]
    return [(a, reference) for a in studied]


def _contrast(side: dict, how: dict) -> dict:
    """The columns of one contrast, best ranked first; ``code`` is the number of the term."""
    a, b, n1, n2 = side["a"], side["b"], side["n1"], side["n2"]
    alpha0 = min(n1, n2) / 10 if how["prior"] is None else how["prior"]
    low, high, deff = interval(side)
    delta, z = scores.log_odds(a, b, n1, n2, alpha0=alpha0, prior=how["pooled"])
    # The mean of several rates gives no whole counts, and specificity is defined for these only.
    whole = side["whole"]
    # Most terms are rare, so that many share their two counts: what depends on nothing else is computed once for all.
    base = 1 + b.max(initial=0)
    of_pair, number = pd.factorize(a * base + b) if whole else (np.arange(len(a)), None)
    pair = (*(np.divmod(number, base) if whole else (a, b)), n1, n2)
    corrected = {"alpha": how["alpha"], "family": how["family"]}
    lrc = scores.lrc(*pair, **corrected)[of_pair]
    # Without a design effect of texts the wider score is the plain one.
    wider = np.flatnonzero(deff != 1)
    lrc_texts = lrc.copy()
    lrc_texts[wider] = scores.lrc(a[wider], b[wider], n1, n2, **corrected, deff=deff[wider])
    out = {
        "code": np.arange(len(a)), "n": a.astype(np.int64), "total": int(n1),
        "n_reference": b.astype(np.int64) if whole else b, "total_reference": int(n2),
        "rate": 1000 * a / n1, "rate_reference": 1000 * b / n2,
        "estimate": (ratio := scores.log_ratio(a, b, n1, n2)), "low": low, "high": high,
        "n_articles": side["with_"].astype(np.int64), "n_texts": side["texts"],
        "n_articles_reference": side["with_ref"].astype(np.int64), "n_texts_reference": side["texts_ref"],
        "expected": scores.expected_count(a, b, n1, n2),
        "g2": scores.g2(*pair)[of_pair], "chi2": scores.chi2(*pair)[of_pair],
        "lafon": scores.lafon(*pair)[of_pair] if whole else np.full(len(a), np.nan),
        "log_odds": delta, "z": z,
        "z_weak": scores.log_odds(a, b, n1, n2, alpha0=alpha0 / 10, prior=how["pooled"])[1],
        "z_strong": scores.log_odds(a, b, n1, n2, alpha0=alpha0 * 10, prior=how["pooled"])[1],
        "log_ratio": ratio, "percent_diff": scores.percent_diff(a, b, n1, n2),
        "odds_ratio": scores.odds_ratio(a, b, n1, n2), "lrc": lrc, "deff": deff, "lrc_texts": lrc_texts,
    }  # fmt: skip
    order = _order(out, how["rank_by"])
    # A term that neither side has is no part of this contrast.
    order = order[(a + b)[order] > 0]
    if how["more"]:
        order = order[(a / n1 > b / n2)[order]]
    order = order[: how["top"]]
    facts = _flags(side, out["expected"]) | {"absent from the reference": b == 0}
    for name, values in out.items():
        out[name] = values[order] if isinstance(values, np.ndarray) else np.full(len(order), values)
    return {**out, "rank": np.arange(1, len(order) + 1), "facts": {key: fact[order] for key, fact in facts.items()}}


def _assembled(parts: list[dict], sides: list[dict], terms: np.ndarray, lang: str) -> pd.DataFrame:
    sizes = [len(part["code"]) for part in parts]
    which = np.repeat(np.arange(len(parts)), sizes)
    out = {name: strings([side[name] for side in sides], which) for name in ("outlet", "reference")}
    out["term"] = strings(terms, np.concatenate([part["code"] for part in parts]))
    for name in list(parts[0])[1:-1]:
        out[name] = np.concatenate([part[name] for part in parts])
    facts = {key: np.concatenate([part["facts"][key] for part in parts]) for key in parts[0]["facts"]}
    absent = "absent from the reference"
    extra = strings(["", say(absent, lang)], facts.pop(absent).astype(int))
    # Every column is an array of its own already: no need to copy all of them once more.
    return pd.DataFrame(out | flag_columns(facts, lang=lang, extra=extra), copy=False)


def _order(out: dict, rank_by: str) -> np.ndarray:
    """Highest first; equal scores by the plain LRC, then G², then the alphabet (the order they come in)."""
    # One text per side has no design effect, so the plain LRC orders the terms, as description.
    chosen = out["lrc"] if np.isnan(out[rank_by]).all() else out[rank_by]
    return np.lexsort((-out["g2"], -out["lrc"], -np.nan_to_num(chosen, nan=-np.inf)))


def _flags(side: dict, expected: np.ndarray) -> dict[str, np.ndarray]:
    a, b, n1, n2 = side["a"], side["b"], side["n1"], side["n2"]
    more = a / n1 > b / n2
    leading, largest = np.where(more, a, b), np.where(more, side["largest"], side["largest_ref"])
    return {
        "few": expected < 5,
        "single text": side["with_"] + side["with_ref"] == 1,
        "one text dominates": (2 * largest > leading) & (leading > 1),
        "fragile": flips(side),
        "dominant reference": np.full(len(a), side["dominant"]),
    }
