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
    # Only the outlets of the words found are looked up: a large corpus has millions of tokens.
    outlets = {term: study.lookup.outlets(rows) for term, rows in found.items()}
    names, out = set(study.outlets), measure.copy()
    sides = list(zip(measure["term"], measure["outlet"], strict=True))
    out["rows"] = [found[t][outlets[t] == o] for t, o in sides]
    if "n_reference" in measure.columns:
        others = zip(sides, measure["reference"], strict=True)
        out["rows_reference"] = [_other(found[t], outlets[t], o, r, names) for (t, o), r in others]
    out.attrs = {**measure.attrs, "rows_of": "tokens"}
    return out


def _other(rows: np.ndarray, outlets: np.ndarray, outlet: str, reference: str, names: set) -> np.ndarray:
    """Rows of the named reference, or of all other outlets."""
    if reference == "mean":
        # A mean of rates counts no words of its own.
        return rows[:0]
    return rows[outlets == reference if reference in names else outlets != outlet]
