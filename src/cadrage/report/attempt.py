"""Measures that a study may be too small for: an empty table in their place, so that a notebook goes on."""

from collections.abc import Callable

import pandas as pd

from cadrage.errors import MeasureError


def possible(measure: Callable, *table, **options) -> pd.DataFrame:
    """What the measure gives, or an empty table where it says that the data do not allow it.

    >>> from cadrage.measure import keyness
    >>> one = pd.DataFrame({"article_id": ["a"], "outlet": ["Le Phare"], "event": None, "lemma": ["port"], "pos": "NOUN"})
    >>> possible(keyness, one).attrs["measure"]
    'keyness'
    """
    try:
        return measure(*table, **options)
    except MeasureError as error:
        empty = pd.DataFrame(columns=["outlet", "reference", "term", "n", "n_reference"])
        empty.attrs = {"measure": measure.__name__, "withheld": str(error)}
        return empty


def declared_contrasts(study, **options) -> pd.DataFrame:
    """The contrasts that ``study.yml`` declares, with their exact p, not corrected for their number; empty without any."""
    from cadrage.measure import choice_contrasts

    declared = study.codebook.contrasts
    parts = [
        choice_contrasts(
            study.hits, frame=c.frame, term=c.term, pairs=[tuple(c.outlets)], seed=study.codebook.seed, **options
        )
        for c in declared
    ]
    out = pd.concat(parts, ignore_index=True).drop(columns="q") if parts else pd.DataFrame()
    out.attrs = {"measure": "choice_contrasts", "seed": study.codebook.seed, "confidence": 0.95}
    return out
