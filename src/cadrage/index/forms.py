"""How a lemma is written: its forms with their number, from the (lemma, form) pairs of the index."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from cadrage.index.segments import Index
from cadrage.measure.vocabulary.words import plain


def forms(index: Index, lemma: str, outlets: Iterable[str] | None = None) -> pd.Series:
    """Form → tokens of a lemma in some outlets (None: all), sorted by form; all but proper nouns lose their capital."""
    wanted = None if outlets is None else list(outlets)
    found: Counter[str] = Counter()
    for segment in index.segments:
        pairs = segment.pairs_whole([lemma], "lemma")[lemma]
        outlet = segment.articles["outlet"]
        here = np.ones(len(outlet), dtype=bool) if wanted is None else outlet.isin(wanted).to_numpy()
        for pair, form in zip(pairs.tolist(), segment.spelled("form", segment.pairs["form"][pairs]), strict=True):
            rows = segment.rows_of(pair)
            mine, proper = here[segment.postings["article"][rows]], segment.is_pos(rows, "PROPN")
            found[form] += int((mine & proper).sum())
            found[plain(form.lower())] += int((mine & ~proper).sum())
    used = {form: n for form, n in sorted(found.items()) if n}
    return pd.Series(used, index=pd.Index(list(used), dtype=object, name="form"), dtype=np.int64, name="n")
