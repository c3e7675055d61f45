"""Which terms are more frequent in one outlet than in a named reference: scores, sizes of effect, texts behind them.

Default ranking: the conservative log ratio (LRC) widened by the design effect of texts.  No score here is a test.
"""

import numpy as np
import pandas as pd
from scipy import stats

from cadrage.errors import MeasureError
from cadrage.measure import scores
from cadrage.measure.counts import Counts, attributes, by_outlet, counted
from cadrage.measure.ladder import said
from cadrage.measure.table import finish, flag_columns, one_of
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
    top: int | None = None,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Keyness of every term in an outlet (None: each) against a reference, best ranked first.

    ``reference``: "rest" (all others pooled), "pairwise" (each other one), "mean" (mean rate of the others, every
    outlet weighing the same) or the name of one outlet; each row names it.  ``prior`` is the weight α0 of the
    Dirichlet prior in words (default a tenth of the smaller side); z_weak and z_strong are z at α0/10 and 10 α0.

    Columns: outlet, reference, term, n, total, n_reference, total_reference, rate, rate_reference (per 1,000 words),
    estimate (log ratio, in powers of two), low, high (95 % over texts, Welch–Satterthwaite t), n_articles, n_texts,
    n_articles_reference, n_texts_reference, expected, g2, chi2, lafon, log_odds, z, z_weak, z_strong, log_ratio,
    percent_diff, odds_ratio, lrc, deff, lrc_texts, rank, flags, note.  Positive: more frequent in ``outlet``.
    ``counting`` are the keywords of :func:`~cadrage.measure.counts.count`.  Raises
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
    outlets = counts.outlets()
    pairs = contrasts(outlets, outlet=outlet, reference=reference)
    n, texts_with, words, texts = by_outlet(counts, outlets)
    pooled = _pooled(n, words)
    spread = _spread(counts, outlets, n, words, texts)
    top_text = _largest_text(counts, outlets)
    sides = [_sides(n, texts_with, words, texts, spread, outlets, *pair, counts) for pair in pairs]
    parts = [_contrast(side, pooled, len(counts.terms), alpha, prior, rank_by, top, lang, top_text) for side in sides]
    out = pd.concat(parts, ignore_index=True)
    smaller = min(min(side["texts"], side["texts_ref"]) for side in sides)
    return finish(
        out, measure="keyness", method=_METHOD, rank_by=rank_by, reference=reference, confidence=0.95,
        correction=f"LRC: Bonferroni at {alpha:g} over {len(counts.terms)} terms; others none",
        family=len(counts.terms), prior="a tenth of the smaller side" if prior is None else f"{prior:g} words",
        descriptive=bool(smaller < 2), min_count=min_count, min_texts=min(min_texts, len(counts.texts)),
        caveat=say("rank only", lang), **attributes(counts), **said(smaller, lang=lang),
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


def _pooled(n, words) -> np.ndarray:
    """Each term's share of all words."""
    return n.sum(axis=0) / max(1.0, words.sum())


def _spread(counts: Counts, outlets, n, words, texts) -> np.ndarray:
    """Variance of each outlet's rate over its texts, outlet × term; NaN below two texts, never below Poisson's."""
    size = counts.texts["n_tokens"].to_numpy(dtype=float)
    square, cross = counts.matrix.astype(float), counts.matrix.astype(float)
    square.data = square.data**2
    cross.data = cross.data * np.repeat(size, np.diff(cross.indptr))
    like = {"terms": counts.terms, "profile": counts.profile, "n_articles": counts.n_articles}
    squares = by_outlet(Counts(square, counts.texts, **like), outlets)[0]
    crosses = by_outlet(Counts(cross, counts.texts, **like), outlets)[0]
    group = pd.Categorical(counts.texts["outlet"], categories=outlets).codes
    sizes = np.bincount(group, weights=size**2, minlength=len(outlets))
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = n / words[:, None]
        deviation = squares - 2 * rate * crosses + rate**2 * sizes[:, None]
        factor = np.where(texts >= 2, texts / np.maximum(texts - 1, 1), np.nan)[:, None]
        variance = factor * np.maximum(deviation, 0) / words[:, None] ** 2
        return np.maximum(variance, rate / words[:, None])


def _largest_text(counts: Counts, outlets) -> np.ndarray:
    """The greatest count of each term in a single text, outlet × term."""
    group = pd.Categorical(counts.texts["outlet"], categories=outlets).codes
    result = np.zeros((len(outlets), len(counts.terms)))
    rows = np.repeat(group, np.diff(counts.matrix.indptr))
    np.maximum.at(result, (rows, counts.matrix.indices), counts.matrix.data)
    return result


def _sides(n, texts_with, words, texts, spread, outlets, outlet, reference, counts) -> dict:
    """Counts, texts and variance of the rate on both sides of one contrast."""
    k = outlets.index(outlet)
    others = [outlets.index(reference)] if reference in outlets else [j for j in range(len(outlets)) if j != k]
    pooled_words = words[others].sum()
    side = {"outlet": outlet, "reference": reference, "k": k, "others": others, "terms": counts.terms}
    side |= {"a": n[k], "n1": words[k], "with_": texts_with[k], "texts": int(texts[k]), "v1": spread[k]}
    side |= {"n2": pooled_words, "with_ref": texts_with[others].sum(axis=0), "texts_ref": int(texts[others].sum())}
    share = words[others] / max(1.0, pooled_words)
    if reference == "mean":
        # Every other outlet weighs the same: the mean of their rates, on the words they have together.
        share = np.full(len(others), 1 / len(others))
    with np.errstate(divide="ignore", invalid="ignore"):
        side["b"] = (share[:, None] * n[others] / words[others][:, None]).sum(axis=0) * pooled_words
    if reference != "mean":
        side["b"] = n[others].sum(axis=0)
        if len(others) > 1:
            whole = _spread_of_rest(counts, outlets, others)
            side["v2"] = whole
        else:
            side["v2"] = spread[others[0]]
    else:
        side["v2"] = (share[:, None] ** 2 * spread[others]).sum(axis=0)
    side["dominant"] = bool(len(others) > 1 and share.max() > 0.5)
    return side


def _spread_of_rest(counts: Counts, outlets, others) -> np.ndarray:
    names = [outlets[j] for j in others]
    texts = counts.texts.assign(outlet=np.where(counts.texts["outlet"].isin(names), "rest", "study"))
    pooled = Counts(counts.matrix, texts, counts.terms, counts.profile, counts.n_articles)
    n, _, words, sizes = by_outlet(pooled, ["rest"])
    return _spread(pooled, ["rest"], n, words, sizes)[0]


def _contrast(side, pooled, family, alpha, prior, rank_by, top, lang, top_text) -> pd.DataFrame:
    a, b, n1, n2 = side["a"], side["b"], side["n1"], side["n2"]
    if min(n1, n2) == 0:
        return pd.DataFrame()
    alpha0 = min(n1, n2) / 10 if prior is None else prior
    ratio = scores.log_ratio(a, b, n1, n2)
    low, high, deff = _interval(side, ratio)
    delta, z = scores.log_odds(a, b, n1, n2, alpha0=alpha0, prior=pooled)
    whole = np.equal(np.mod(b, 1), 0).all()
    out = pd.DataFrame(
        {
            "outlet": side["outlet"], "reference": side["reference"], "term": side["terms"],
            "n": a.astype(np.int64), "total": int(n1),
            "n_reference": b.astype(np.int64) if whole else b, "total_reference": int(n2),
            "rate": 1000 * a / n1, "rate_reference": 1000 * b / n2,
            "estimate": ratio, "low": low, "high": high,
            "n_articles": side["with_"].astype(np.int64), "n_texts": side["texts"],
            "n_articles_reference": side["with_ref"].astype(np.int64), "n_texts_reference": side["texts_ref"],
            "expected": scores.expected_count(a, b, n1, n2),
            "g2": scores.g2(a, b, n1, n2), "chi2": scores.chi2(a, b, n1, n2),
            "lafon": scores.lafon(a, b, n1, n2) if whole else np.nan,
            "log_odds": delta, "z": z,
            "z_weak": scores.log_odds(a, b, n1, n2, alpha0=alpha0 / 10, prior=pooled)[1],
            "z_strong": scores.log_odds(a, b, n1, n2, alpha0=alpha0 * 10, prior=pooled)[1],
            "log_ratio": ratio, "percent_diff": scores.percent_diff(a, b, n1, n2),
            "odds_ratio": scores.odds_ratio(a, b, n1, n2),
            "lrc": scores.lrc(a, b, n1, n2, alpha=alpha, family=family), "deff": deff,
            "lrc_texts": scores.lrc(a, b, n1, n2, alpha=alpha, family=family, deff=deff),
        }
    )  # fmt: skip
    largest, largest_ref = top_text[side["k"]], top_text[side["others"]].max(axis=0)
    order = _order(out, rank_by)
    out, largest, largest_ref = out.iloc[order], largest[order], largest_ref[order]
    out["rank"] = np.arange(1, len(out) + 1)
    if top is not None:
        out, largest, largest_ref = out.iloc[:top], largest[:top], largest_ref[:top]
    more = out["estimate"].to_numpy() > 0
    n, ref = out["n"].to_numpy(dtype=float), out["n_reference"].to_numpy(dtype=float)
    leading, leading_text = np.where(more, n, ref), np.where(more, largest, largest_ref)
    facts = {
        "few": out["expected"].to_numpy() < 5,
        "single text": (out["n_articles"] + out["n_articles_reference"]).to_numpy() == 1,
        "one text dominates": 2 * leading_text > leading,
        "fragile": _flips(n, ref, largest, largest_ref, n1, n2, side["texts"], side["texts_ref"]),
        "dominant reference": np.full(len(out), side["dominant"]),
    }
    absent = np.where(ref == 0, say("absent from the reference", lang), "")
    return out.assign(**flag_columns(facts, lang=lang, extra=absent.tolist()))


def _interval(side, ratio) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Interval of the log ratio over texts, and the design effect; all NaN below two texts on a side."""
    a, b, n1, n2 = side["a"], side["b"], side["n1"], side["n2"]
    texts = (side["texts"], side["texts_ref"])
    if min(texts) < 2:
        nothing = np.full(len(a), np.nan)
        return nothing, nothing, nothing
    # Delta method: var(ln rate) = var(rate)/rate²; a zero count has the variance of the half that stands for it.
    first = np.where(a > 0, side["v1"] / np.maximum(a / n1, 1e-300) ** 2, 2.0)
    second = np.where(b > 0, side["v2"] / np.maximum(b / n2, 1e-300) ** 2, 2.0)
    both = first + second
    degrees = both**2 / (first**2 / (texts[0] - 1) + second**2 / (texts[1] - 1))
    half = stats.t.ppf(0.975, degrees) * np.sqrt(both) / np.log(2)
    plain = 1 / np.maximum(a, 0.5) + 1 / np.maximum(b, 0.5)
    return ratio - half, ratio + half, np.maximum(1.0, both / plain)


def _order(out: pd.DataFrame, rank_by: str) -> np.ndarray:
    """Highest first; equal scores by the plain LRC, then G², then the alphabet (the order they come in)."""
    keys = [out[name].fillna(0).to_numpy() for name in ("g2", "lrc")]
    chosen = out[rank_by]
    # One text per side has no design effect, so the plain LRC orders the terms, as description.
    chosen = out["lrc"] if chosen.isna().all() else chosen
    return np.lexsort((*(-k for k in keys), -chosen.fillna(-np.inf).to_numpy()))


def _flips(n, ref, largest, largest_ref, n1, n2, texts, texts_ref) -> np.ndarray:
    """Whether leaving out the text with most of the term on the leading side turns the direction round.

    The words of that text are not known per term; taking the outlet's words as they are is the cautious side,
    because the rate that remains is then the smaller.
    """
    more = n / n1 > ref / n2
    without = np.where(more, (n - largest) / n1 < ref / n2, (ref - largest_ref) / n2 < n / n1)
    return without & (n / n1 != ref / n2) & (texts >= 2) & (texts_ref >= 2)
