"""The common contract of results: attributes that name the method, flags with their sentences, counted rows."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cadrage.errors import MeasureError
from cadrage.measure.wording import say
from cadrage.numbers import whole

# Order in which flags are written, so that equal facts give equal text.
FLAGS = ("none", "one text", "few", "single text", "one text dominates", "fragile", "dominant reference")


def need(frame: pd.DataFrame, columns, what: str) -> None:
    """Raise :class:`~cadrage.errors.MeasureError` where a table lacks a column.

    >>> need(pd.DataFrame({"outlet": []}), ["outlet", "term"], "hits")
    Traceback (most recent call last):
    cadrage.errors.MeasureError: hits was expected to have the column 'term', but has: outlet
    """
    for column in columns:
        if column not in frame.columns:
            found = ", ".join(map(str, frame.columns)) or "none"
            raise MeasureError(f"{what} was expected to have the column {column!r}, but has: {found}")


def one_of(value, allowed, name: str) -> None:
    """Raise :class:`~cadrage.errors.MeasureError` where a parameter has a value that is not allowed.

    >>> one_of("mot", ("lemma", "form"), "unit")
    Traceback (most recent call last):
    cadrage.errors.MeasureError: unit was expected to be one of lemma, form, but is 'mot'
    """
    if value not in allowed:
        raise MeasureError(f"{name} was expected to be one of {', '.join(map(str, allowed))}, but is {value!r}")


def finish(frame: pd.DataFrame, **attrs) -> pd.DataFrame:
    """The table with a fresh index and its attributes, all of them plain values that JSON can hold.

    >>> finish(pd.DataFrame({"n": [1]}), measure="tfidf", n_texts=np.int64(4)).attrs
    {'measure': 'tfidf', 'n_texts': 4}
    """
    out = frame.reset_index(drop=True)
    out.attrs = {key: _plain(value) for key, value in attrs.items() if value is not None}
    return out


def _plain(value):
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, np.ndarray)):
        return [_plain(v) for v in (sorted(value) if isinstance(value, set) else value)]
    return value.item() if isinstance(value, np.generic) else value


def among(column: pd.Series, values: pd.Series) -> np.ndarray:
    """Whether each text of a column is one of some values, which may be many: pandas' ``isin`` takes them one by one.

    >>> among(pd.Series(["a", None, "b"], dtype="str"), pd.Series(["b", None], dtype="str")).tolist()
    [False, False, True]
    """
    texts, wanted = (pa.array(c.astype("str"), pa.large_string()) for c in (column, values))
    return pc.is_in(texts, value_set=wanted, skip_nulls=True).to_numpy(zero_copy_only=False)


def strings(values, codes: np.ndarray):
    """A column of text from few values and many codes, spelled once each: a table may have a million rows.

    >>> list(strings(["a", "b"], np.array([1, 0, 1])))
    ['b', 'a', 'b']
    """
    return pd.array(list(values), dtype="str").take(np.asarray(codes))


def flag_columns(facts: dict[str, np.ndarray], *, lang: str = "fr", extra=None) -> dict:
    """Columns ``flags`` and ``note`` from one boolean array per flag.

    ``extra`` holds a further sentence for each row, empty where there is nothing to add.

    >>> flags = flag_columns({"few": np.array([True, False]), "single text": np.array([True, False])}, lang="en")
    >>> list(flags["note"])
    ['fewer than 5 occurrences expected; in one text only', '']
    """
    keys = sorted(facts, key=FLAGS.index)
    code = np.zeros(len(next(iter(facts.values()))), dtype=np.int64)
    for bit, key in enumerate(keys):
        code += np.asarray(facts[key], dtype=bool).astype(np.int64) << bit
    kinds = np.flatnonzero(np.bincount(code))
    code = np.searchsorted(kinds, code)
    spelled = [[key for bit, key in enumerate(keys) if kind >> bit & 1] for kind in kinds.tolist()]
    flags = strings([",".join(s) for s in spelled], code)
    notes = ["; ".join(say(key, lang) for key in s) for s in spelled]
    if extra is None:
        return {"flags": flags, "note": strings(notes, code)}
    more, sentences = pd.factorize(pd.array(extra, dtype="str"))
    both = ["; ".join(part for part in (note, said) if part) for note in notes for said in sentences]
    return {"flags": flags, "note": strings(both, code * len(sentences) + more)}


def describe(table: pd.DataFrame, *, lang: str = "fr") -> str:
    """One line that says how a measure was made: method, unit, reference, sizes, correction, seed.

    >>> describe(finish(pd.DataFrame(), method="LRC", unit="lemma", n_tokens=1200, n_texts=8), lang="fr")
    'LRC · unité : lemma · 1\u202f200 mots · 8 textes'
    """
    names = {
        "method": ("{}", "{}"),
        "unit": ("unité : {}", "unit: {}"),
        "voice": ("voix : {}", "voice: {}"),
        "reference": ("référence : {}", "reference: {}"),
        "profile": ("profil : {}", "profile: {}"),
        "n_tokens": ("{} mots", "{} words"),
        "n_texts": ("{} textes", "{} texts"),
        "n_clusters": ("{} indépendants", "{} independent"),
        "correction": ("correction : {}", "correction: {}"),
        "family": ("famille : {}", "family: {}"),
        "confidence": ("confiance : {}", "confidence: {}"),
        "seed": ("graine : {}", "seed: {}"),
    }
    parts = []
    for key, wordings in names.items():
        if key in table.attrs:
            value = table.attrs[key]
            told = whole(value, lang) if key.startswith("n_") or key == "family" else value
            parts.append(wordings[lang == "en"].format(told))
    return " · ".join(parts)
