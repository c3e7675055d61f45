"""The words behind a vocabulary measure, so that its counts open their passages as all others do."""

import pandas as pd

from cadrage.measure import token_rows


def with_rows(measure: pd.DataFrame, tokens: pd.DataFrame, **counting) -> pd.DataFrame:
    """The measure with ``rows`` (and ``rows_reference``): the labels of the tokens that it counted.

    ``counting`` are the keywords that the measure was made with.
    """
    if measure.empty:
        return measure
    outlets = tokens["outlet"].astype("str")
    found: dict[str, pd.Series] = {}
    for term in dict.fromkeys(measure["term"]):
        mask = token_rows(tokens, outlet=None, term=term, **counting).to_numpy()
        found[term] = outlets[mask]
    out, names = measure.copy(), set(outlets.unique())
    out["rows"] = [
        tuple(found[t].index[found[t] == o]) for t, o in zip(measure["term"], measure["outlet"], strict=True)
    ]
    if "n_reference" in measure.columns:
        sides = zip(measure["term"], measure["outlet"], measure["reference"], strict=True)
        out["rows_reference"] = [_other(found[t], o, r, names) for t, o, r in sides]
    out.attrs = {**measure.attrs, "rows_of": "tokens"}
    return out


def _other(places: pd.Series, outlet: str, reference: str, outlets: set) -> tuple:
    """Rows of the named reference, or of all other outlets."""
    side = places == reference if reference in outlets else places != outlet
    return tuple(places.index[side])
