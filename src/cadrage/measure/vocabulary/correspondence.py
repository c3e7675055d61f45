"""Correspondence analysis of outlets and terms, the texts drawn as supplementary points.

Total inertia is tested first, by dealing the texts to the outlets at random: a plane can be drawn of noise too.
"""

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.errors import MeasureError
from cadrage.measure.table import finish
from cadrage.measure.uncertainty.ladder import said, supports
from cadrage.measure.vocabulary.blocks import blocks, totals, with_data
from cadrage.measure.vocabulary.counts import Counts, attributes, by_outlet, counted, most_frequent, outlet_codes
from cadrage.measure.wording import say
from cadrage.numbers import p_value

# Columns of the matrix that deals texts to outlets: so many that the sums of two thousand terms stay in the cache.
COLUMNS = 64


def correspondence(
    tokens: pd.DataFrame | Counts,
    *,
    axes: int = 2,
    min_count: int = 5,
    min_texts: int = 3,
    max_terms: int = 2_000,
    n_permutations: int = 99,
    seed: int = 0,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Principal coordinates of outlets and terms, and of the texts as supplementary points.

    Columns: kind (outlet, term, text; terms by inertia, most first), name, outlet (of a text), n, mass, inertia, then for each axis axis_k,
    contribution_k (NaN for texts, which make no axis), cos2_k; note.  ``attrs``: eigenvalues, explained,
    total_inertia, p_inertia and floor (permutation of texts; absent below two texts an outlet), draw_texts (True below
    ten texts an outlet: no ellipses), said.  The sign of an axis is such that the term that contributes most to it
    is positive.  The ``max_terms`` most frequent terms make the axes.  Source: Benzécri (1973); Greenacre (2017).  Raises
    :class:`~cadrage.errors.MeasureError` below two outlets or two terms.

    >>> tokens = pd.DataFrame({"article_id": list("aabbcc"), "outlet": ["A"] * 2 + ["B"] * 2 + ["C"] * 2, "event": None,
    ...     "lemma": ["port", "quai", "port", "mer", "mer", "mer"], "pos": "NOUN", "boilerplate": False})
    >>> table = correspondence(tokens, min_count=1, min_texts=1)
    >>> table.loc[table["kind"] == "outlet", ["name", "axis_1"]].round(2).values.tolist()
    [['A', -1.1], ['B', 0.14], ['C', 0.96]]
    """
    counts = most_frequent(counted(tokens, min_count=min_count, min_texts=min_texts, **counting), max_terms)
    outlets = counts.outlets()
    table, _, words, texts = by_outlet(counts, outlets)
    used = np.flatnonzero(table.sum(axis=1) > 0)
    if len(used) < 2 or len(counts.terms) < 2:
        raise MeasureError(
            f"a correspondence analysis was expected to have two outlets and two terms at least, but has {len(used)} "
            f"and {len(counts.terms)}: lower min_count or min_texts"
        )
    outlets = [outlets[k] for k in used]
    table, texts = table[used], texts[used]
    grand = table.sum()
    rows, columns = table.sum(axis=1) / grand, table.sum(axis=0) / grand
    residual = (table / grand - np.outer(rows, columns)) / np.sqrt(np.outer(rows, columns))
    left, singular, right = np.linalg.svd(residual, full_matrices=False)
    rank = min(len(outlets), len(counts.terms)) - 1
    singular, left, right = singular[:rank], left[:, :rank], right[:rank]
    turn = np.sign(right[np.arange(rank), np.argmax(np.round(right**2, 12), axis=1)])
    turn[turn == 0] = 1
    left, right = left * turn, right * turn[:, None]
    axes = min(axes, rank)
    row_points = left * singular / np.sqrt(rows)[:, None]
    column_points = right.T * singular / np.sqrt(columns)[:, None]
    parts = [
        _points("outlet", outlets, outlets, table.sum(axis=1), rows, row_points, left**2, axes),
        _most_first(_points("term", counts.terms, None, table.sum(axis=0), columns, column_points, right.T**2, axes)),
        _supplementary(counts, outlets, grand, columns, right, axes),
    ]
    total = float((singular**2).sum())
    smaller = int(texts.min())
    p, floor = _test(counts, outlets, total, n_permutations, seed) if supports(smaller, "permutation") else (None, None)
    key = "inertia untested" if p is None else "independence" if p > 0.05 else "no independence"
    sentences = [said(smaller, lang=lang)["said"], say(key, lang, p=p_value(p or 0, lang))]
    sentences += [say("plane full", lang)] if len(outlets) == 3 else []
    return finish(
        pd.concat(parts, ignore_index=True).assign(note=""), measure="correspondence", reference="independence",
        method="correspondence analysis, principal coordinates, texts supplementary", correction="none", seed=seed,
        eigenvalues=(singular**2).tolist(), explained=(singular**2 / total).tolist() if total else [],
        total_inertia=total, p_inertia=p, floor=floor, draw_texts=not supports(smaller, "ellipses"),
        n_permutations=n_permutations, max_terms=max_terms, **attributes(counts),
        rung=said(smaller, lang=lang)["rung"], said=" ".join(sentences),
    )  # fmt: skip


def _points(kind, names, outlets, n, mass, points, contributions, axes) -> pd.DataFrame:
    distance = (points**2).sum(axis=1)
    out = {"kind": kind, "name": list(names), "outlet": list(outlets) if outlets is not None else None}
    out |= {"n": np.asarray(n).astype(np.int64), "mass": mass, "inertia": mass * distance}
    with np.errstate(divide="ignore", invalid="ignore"):
        for k in range(axes):
            out[f"axis_{k + 1}"] = points[:, k]
            out[f"contribution_{k + 1}"] = contributions[:, k]
            out[f"cos2_{k + 1}"] = np.where(distance > 0, points[:, k] ** 2 / distance, 0.0)
    return pd.DataFrame(out)


def _most_first(terms: pd.DataFrame) -> pd.DataFrame:
    """The terms by what they add to inertia; the last digits, which differ between machines, do not order them."""
    added = terms.assign(inertia=terms["inertia"].round(12))
    return terms.loc[added.sort_values(["inertia", "name"], ascending=[False, True], kind="stable").index]


def _supplementary(counts: Counts, outlets, grand, columns, right, axes) -> pd.DataFrame:
    """Texts as barycentres of their terms; a text without a counted term has no place and no row."""
    n = np.concatenate([counts.matrix[rows].sum(axis=1) for rows in blocks(counts.matrix)])
    keep = np.flatnonzero((n > 0) & (outlet_codes(counts, outlets) >= 0))
    matrix, vectors = _rows(counts.matrix, keep), right.T / np.sqrt(columns)[:, None]
    points, distance = np.empty((len(keep), vectors.shape[1])), np.empty(len(keep))
    for rows in blocks(matrix):
        part = matrix[rows]
        shares = part.data / np.repeat(n[keep[rows]], np.diff(part.indptr))
        points[rows] = with_data(part, shares) @ vectors
        distance[rows] = with_data(part, shares**2) @ (1 / columns) - 1
    texts = counts.texts.iloc[keep]
    mass = n[keep] / grand
    out = {"kind": "text", "name": texts["article_id"].tolist(), "outlet": texts["outlet"].tolist()}
    out |= {"n": n[keep].astype(np.int64), "mass": mass, "inertia": mass * distance}
    for k in range(axes):
        out[f"axis_{k + 1}"] = points[:, k]
        out[f"contribution_{k + 1}"] = np.nan
        out[f"cos2_{k + 1}"] = np.where(distance > 0, points[:, k] ** 2 / np.maximum(distance, 1e-300), 0.0)
    return pd.DataFrame(out)


def _rows(matrix: sparse.csr_array, rows: np.ndarray) -> sparse.csr_array:
    """Some rows of a matrix, which is not copied where all are wanted."""
    return matrix if len(rows) == matrix.shape[0] else matrix[rows]


def _test(counts: Counts, outlets, observed: float, n_permutations: int, seed: int) -> tuple[float, float]:
    """p of total inertia when texts are dealt to the outlets at random, and its floor."""
    group = outlet_codes(counts, outlets)
    member = np.flatnonzero(group >= 0)
    group, matrix = group[member], _rows(counts.matrix, member)
    # A term that these outlets lack stands nowhere, whatever it is divided by.
    of_term = np.maximum(totals(matrix)[0], 1)
    rng = np.random.default_rng(seed)
    # Several outlets are counted in one number, each in bits of its own that no frequency exceeds: whole numbers below
    # 2⁵³ are exact, and the sparse product, where the time goes, is three times as short.
    bits = int(of_term.max()).bit_length()
    digits = max(1, min(53 // bits, len(outlets)))
    together, reached = max(1, COLUMNS * digits // len(outlets)), 0
    for at in range(0, n_permutations, together):
        dealt = np.array([rng.permutation(group) for _ in range(min(together, n_permutations - at))])
        null = _inertias(matrix, of_term, dealt.T, len(outlets), bits, digits)
        reached += int((null >= observed - 1e-12).sum())
    return (1 + reached) / (1 + n_permutations), 1 / (1 + n_permutations)


def _inertias(matrix, of_term: np.ndarray, dealt: np.ndarray, size: int, bits: int, digits: int) -> np.ndarray:
    """Total inertia under each column of ``dealt`` (text × assignment → outlet)."""
    draws = dealt.shape[1]
    sums, inertia = np.zeros((len(of_term), draws * -(-size // digits))), np.zeros(draws)
    for rows in blocks(matrix):
        some = dealt[rows]
        weights = np.zeros((len(some), draws, -(-size // digits)))
        weights[np.arange(len(some))[:, None], np.arange(draws), some // digits] = 2.0 ** (bits * (some % digits))
        sums += matrix[rows].T.astype(float) @ weights.reshape(len(some), -1)
    for _ in range(digits):
        higher = np.floor(sums / 2.0**bits)
        n, sums = sums - higher * 2.0**bits, higher
        # Σ n² / (words of the outlet × uses of the term), over the outlets that have this digit.
        inertia += (((1 / of_term) @ n**2) / np.maximum(n.sum(axis=0), 1)).reshape(draws, -1).sum(axis=1)
    return inertia - 1
