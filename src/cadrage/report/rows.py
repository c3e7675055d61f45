"""The words behind a vocabulary measure, so that its counts open their passages as all others do."""

import numpy as np
import pandas as pd


def with_rows(measure: pd.DataFrame, study, **counting) -> pd.DataFrame:
    """The measure with ``rows`` (and ``rows_reference``): the labels of the tokens that it counted.

    ``counting`` are the keywords that the measure was made with.
    """
    if measure.empty:
        return measure
    found = study.lookup.term_rows(measure["term"], **counting)
    # Only the outlets of the words found are looked up: a large corpus has millions of tokens.
    every = np.unique(np.concatenate(list(found.values())))
    outlet_of = dict(zip(every.tolist(), study.lookup.outlets(every), strict=True))
    names = set(study.outlets)
    by_outlet = {t: _by_outlet(rows.tolist(), outlet_of) for t, rows in found.items()}
    out = measure.copy()
    out["rows"] = [tuple(by_outlet[t].get(o, ())) for t, o in zip(measure["term"], measure["outlet"], strict=True)]
    if "n_reference" in measure.columns:
        sides = zip(measure["term"], measure["outlet"], measure["reference"], strict=True)
        out["rows_reference"] = [_other(by_outlet[t], o, r, names) for t, o, r in sides]
    out.attrs = {**measure.attrs, "rows_of": "tokens"}
    return out


def _by_outlet(rows: list[int], outlet_of: dict[int, str]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for row in rows:
        out.setdefault(outlet_of[row], []).append(row)
    return out


def _other(by_outlet: dict[str, list[int]], outlet: str, reference: str, outlets: set) -> tuple:
    """Rows of the named reference, or of all other outlets."""
    if reference == "mean":
        # A mean of rates counts no words of its own.
        return ()
    if reference in outlets:
        return tuple(by_outlet.get(reference, ()))
    return tuple(sorted(r for o, rows in by_outlet.items() if o != outlet for r in rows))
