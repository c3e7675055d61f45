"""The words behind a vocabulary measure, so that its counts open their passages as all others do."""

import numpy as np
import pandas as pd

from cadrage.report.table import NAMED_BY


def with_rows(measure: pd.DataFrame, study, **counting) -> pd.DataFrame:
    """The measure with ``rows`` (and ``rows_reference``): arrays of the labels of the tokens that it counted.

    ``counting`` are the keywords that the measure was made with.
    """
    if measure.empty:
        return measure
    found = study.lookup.term_rows(measure["term"], **counting)
    names, out = set(study.outlets), measure.copy()
    compared = "n_reference" in measure.columns
    columns = {name: [None] * len(out) for name in ("rows", "rows_reference")[: 1 + compared]}
    references = measure["reference"].to_numpy() if compared else None
    for term, lines in pd.Series(range(len(out))).groupby(measure["term"].to_numpy(), sort=False):
        # One term after the other, whose rows are not needed twice: a large corpus has millions of them.
        rows = found.pop(term)
        outlets = study.lookup.outlets(rows)
        for line in lines:
            outlet = measure["outlet"].iloc[line]
            columns["rows"][line] = rows[outlets == outlet]
            if compared:
                columns["rows_reference"][line] = _other(rows, outlets, outlet, references[line], names)
    for name, values in columns.items():
        out[name] = values
    out.attrs = {**measure.attrs, "rows_of": "tokens"}
    return out


def with_uses(measure: pd.DataFrame, study, *, top: int, **counting) -> pd.DataFrame:
    """Candidates or a correspondence analysis with the rows behind the counts of their first ``top`` lines.

    These are counts of a word in all outlets: ``rows_n`` (and ``rows_n_competitor``) are arrays of labels of tokens, empty in
    further lines, of which a large corpus would have all its words.  ``counting`` as in :func:`with_rows`.
    """
    if measure.empty:
        return measure
    out, first = measure.reset_index(drop=True), measure.reset_index(drop=True).head(top)
    if "kind" in first:
        # The uses in an outlet or text are all its words.
        first = first[first["kind"] == "term"]
    parts = [({"pos": [pos]}, part) for pos, part in first.groupby("pos")] if "pos" in first else [({}, first)]
    named = NAMED_BY[measure.attrs["measure"]]
    rows = {column: [np.empty(0, dtype=np.int64)] * len(out) for column in named}
    for of_one, part in parts:
        # All words of a part of speech at once: each search goes through the whole index.
        found = study.lookup.term_rows(pd.unique(part[[*named.values()]].to_numpy().ravel()), **{**counting, **of_one})
        for column, name in named.items():
            for line, word in part[name].items():
                rows[column][line] = found[word]
    for column in named:
        out[f"rows_{column}"] = rows[column]
    out.attrs = {**measure.attrs, "rows_of": "tokens"}
    return out


def _other(rows: np.ndarray, outlets: np.ndarray, outlet: str, reference: str, names: set) -> np.ndarray:
    """Rows of the named reference, or of all other outlets."""
    if reference == "mean":
        # A mean of rates counts no words of its own.
        return rows[:0]
    return rows[outlets == reference if reference in names else outlets != outlet]
