"""Which terms are more frequent in one outlet than in a named reference: scores, sizes of effect, texts behind them.

Default ranking: the conservative log ratio (LRC) widened by the design effect of texts.  No score here is a test.
"""

from collections.abc import Iterable

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
FLAGGED = ("few", "single text", "one text dominates", "fragile", "dominant reference")
ABSENT = "absent from the reference"
_COLUMNS = (
    "n", "total", "n_reference", "total_reference", "rate", "rate_reference", "estimate", "low", "high", "n_articles",
    "n_texts", "n_articles_reference", "n_texts_reference", "expected", "g2", "chi2", "lafon", "log_odds", "z", "z_weak",
    "z_strong", "log_ratio", "percent_diff", "odds_ratio", "lrc", "deff", "lrc_texts", "rank",
)  # fmt: skip
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
    how |= {"more": more, "top": top}
    most = len(sides) * (len(counts.terms) if top is None else min(top, len(counts.terms)))
    out = _assembled((_contrast(side, how) for side in sides), most, sides, counts.terms, lang)
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


def _contrast(side: dict, how: dict) -> list[tuple[dict, np.ndarray | None]]:
    """The columns of one contrast, as small tables and the places in them of its rows, best ranked first.

    One table for what depends on a term's two counts only, which most terms share with others, being rare; one for
    what depends on the term; one, without places, for what all rows have.
    """
    a, b, n1, n2 = side["a"], side["b"], side["n1"], side["n2"]
    # The mean of several rates gives no whole counts, and specificity is defined for these only.
    whole = side["whole"]
    base = 1 + b.max(initial=0)
    of_term, number = pd.factorize(a * base + b) if whole else (np.arange(len(a)), None)
    by_counts = _of_counts(*(np.divmod(number, base) if whole else (a, b)), n1, n2, whole, how)
    by_term = _of_terms(side, by_counts["lrc"][of_term], how)
    order = _order(by_counts, by_term, of_term, how["rank_by"])
    # A term that neither side has is no part of this contrast.
    order = order[(a + b)[order] > 0]
    if how["more"]:
        order = order[(a / n1 > b / n2)[order]]
    order = order[: how["top"]]
    facts = {
        "total": int(n1), "total_reference": int(n2), "n_texts": side["texts"], "n_texts_reference": side["texts_ref"],
        "dominant reference": side["dominant"], "rank": np.arange(1, len(order) + 1),
    }  # fmt: skip
    return [(facts, None), (by_counts, of_term[order]), (by_term, order)]


def _of_counts(a: np.ndarray, b: np.ndarray, n1, n2, whole: bool, how: dict) -> dict[str, np.ndarray]:
    ratio, expected = scores.log_ratio(a, b, n1, n2), scores.expected_count(a, b, n1, n2)
    return {
        "n": a.astype(np.int64), "n_reference": b.astype(np.int64) if whole else b,
        "rate": 1000 * a / n1, "rate_reference": 1000 * b / n2, "estimate": ratio, "expected": expected,
        "g2": scores.g2(a, b, n1, n2), "chi2": scores.chi2(a, b, n1, n2),
        "lafon": scores.lafon(a, b, n1, n2) if whole else np.full(len(a), np.nan),
        "log_ratio": ratio, "percent_diff": scores.percent_diff(a, b, n1, n2),
        "odds_ratio": scores.odds_ratio(a, b, n1, n2),
        "lrc": scores.lrc(a, b, n1, n2, alpha=how["alpha"], family=how["family"]),
        "few": expected < 5, ABSENT: b == 0,
    }  # fmt: skip


def _of_terms(side: dict, lrc: np.ndarray, how: dict) -> dict[str, np.ndarray]:
    a, b, n1, n2 = side["a"], side["b"], side["n1"], side["n2"]
    low, high, deff = interval(side)
    alpha0 = min(n1, n2) / 10 if how["prior"] is None else how["prior"]
    odds = [scores.log_odds(a, b, n1, n2, alpha0=x, prior=how["pooled"]) for x in (alpha0, alpha0 / 10, alpha0 * 10)]
    # Without a design effect of texts the wider score is the plain one.
    wider, lrc_texts = np.flatnonzero(deff != 1), lrc.copy()
    lrc_texts[wider] = scores.lrc(
        a[wider], b[wider], n1, n2, alpha=how["alpha"], family=how["family"], deff=deff[wider]
    )
    more = a / n1 > b / n2
    leading, largest = np.where(more, a, b), np.where(more, side["largest"], side["largest_ref"])
    return {
        "code": np.arange(len(a)), "low": low, "high": high, "deff": deff, "lrc_texts": lrc_texts,
        "n_articles": side["with_"].astype(np.int64), "n_articles_reference": side["with_ref"].astype(np.int64),
        "log_odds": odds[0][0], "z": odds[0][1], "z_weak": odds[1][1], "z_strong": odds[2][1],
        "single text": side["with_"] + side["with_ref"] == 1,
        "one text dominates": (2 * largest > leading) & (leading > 1),
        "fragile": flips(side),
    }  # fmt: skip


def _order(by_counts: dict, by_term: dict, of_term: np.ndarray, rank_by: str) -> np.ndarray:
    """Highest first; equal scores by the plain LRC, then G², then the alphabet (the order they come in)."""
    lrc, g2 = by_counts["lrc"], by_counts["g2"]
    chosen = by_term[rank_by] if rank_by in by_term else by_counts[rank_by][of_term]
    if np.isnan(chosen).all():
        # One text per side has no design effect, so the plain LRC orders the terms, as description.
        chosen = lrc[of_term]
    order = np.lexsort((-g2, -lrc))
    steps = np.zeros(len(order), dtype=np.int64)
    steps[1:] = (lrc[order][1:] != lrc[order][:-1]) | (g2[order][1:] != g2[order][:-1])
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.cumsum(steps)
    # Most terms have the greatest score of all, 0, in common: few numbers, which are sorted fast.
    first = np.argsort(rank[of_term].astype(np.min_scalar_type(len(rank))), kind="stable")
    return first[np.argsort(-np.nan_to_num(chosen[first], nan=-np.inf), kind="stable")]


def _assembled(parts: Iterable[list], most: int, sides: list[dict], terms: np.ndarray, lang: str) -> pd.DataFrame:
    """One table of all contrasts, each written into it as it is made; ``most`` is the number of rows at most."""
    columns, ends = {}, [0]
    for part in parts:
        rows = slice(ends[-1], ends[-1] + len(part[0][0]["rank"]))
        for table, places in part:
            for name, values in table.items():
                if name not in columns:
                    columns[name] = np.empty(most, dtype=np.asarray(values).dtype)
                if places is None:
                    columns[name][rows] = values
                else:
                    np.take(values, places, out=columns[name][rows], mode="clip")
        ends.append(rows.stop)
    columns = {name: column[: ends[-1]] for name, column in columns.items()}
    which = np.repeat(np.arange(len(sides)), np.diff(ends))
    out = {name: strings([side[name] for side in sides], which) for name in ("outlet", "reference")}
    out["term"] = strings(terms, columns["code"])
    absent = strings(["", say(ABSENT, lang)], columns[ABSENT].astype(int))
    flags = flag_columns({name: columns[name] for name in FLAGGED}, lang=lang, extra=absent)
    # Every column is an array of its own already: no need to copy all of them once more.
    return pd.DataFrame(out | {name: columns[name] for name in _COLUMNS} | flags, copy=False)
