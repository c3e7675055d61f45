"""The words behind a vocabulary measure, so that its counts open their passages as all others do."""

import numpy as np
import pandas as pd


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


def _other(rows: np.ndarray, outlets: np.ndarray, outlet: str, reference: str, names: set) -> np.ndarray:
    """Rows of the named reference, or of all other outlets."""
    if reference == "mean":
        # A mean of rates counts no words of its own.
        return rows[:0]
    return rows[outlets == reference if reference in names else outlets != outlet]
