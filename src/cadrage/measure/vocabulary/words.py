"""Words in one typography, the stop list, and which tokens count as words."""

import re
import unicodedata
from functools import cache
from importlib import resources

import numpy as np
import pandas as pd
import yaml

from cadrage.errors import MeasureError

# Marks and symbols are no words; every other part of speech is.
NO_WORDS = ("PUNCT", "SPACE", "SYM")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00ad": "", "\u200b": "", "\ufeff": ""})
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
# French writes œ wherever « oeu » would stand (cœur, œuvre, nœud), and in œil; nowhere else is it safe.
_LIGATURE = re.compile(r"oe(?=u)|\boe(?=il)")


def plain(word: str) -> str:
    """A word in one typography: NFC, straight apostrophe, plain spaces, no soft hyphen, œ where French has it.

    Accents are kept: *pêche* is not *péché*.

    >>> plain("l’aujourd\\u00adhui"), plain("coeur"), plain("moelle")
    ("l'aujourdhui", 'cœur', 'moelle')
    """
    return plain_all([word])[0]


def plain_all(words) -> list[str]:
    """Many words in one typography (:func:`plain`), in one pass: a vocabulary has a hundred thousand.

    >>> plain_all(["l’", "oeuvre"])
    ["l'", 'œuvre']
    """
    # NUL stands in no word and is no space, so it keeps the words apart.
    text = unicodedata.normalize("NFC", "\0".join(words)).translate(_APOSTROPHES)
    plain_words = _LIGATURE.sub("œ", _SPACES.sub(" ", text)).split("\0") if len(words) else []
    return [word.strip() for word in plain_words] if " " in text else plain_words


@cache
def stop_list(lang: str = "fr") -> frozenset[str]:
    """The grammatical words of a language that tables of vocabulary leave out.

    >>> "selon" in stop_list("fr"), "de" in stop_list("fr")
    (False, True)
    """
    source = resources.files("cadrage") / "lexicon" / lang / "stop_list.yml"
    if not source.is_file():
        raise MeasureError(f"stop was expected to name a language with a stop list, but is {lang!r}: pass the words")
    return frozenset(plain(w) for w in yaml.safe_load(source.read_text(encoding="utf-8"))["words"])


def category_codes(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Integer codes of a column and their values, categorical or not; missing values have code −1.

    >>> codes, values = category_codes(pd.Series(["b", "a", "b"]))
    >>> codes.tolist(), values.tolist()
    ([1, 0, 1], ['a', 'b'])
    """
    if not isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("category")
    values = column.cat.categories
    return column.cat.codes.to_numpy(dtype=np.int64), np.array(values.astype(str) if len(values) else [], dtype=object)


def merge_codes(codes: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Codes over values in one typography, where values that become equal share a code; values come out sorted.

    >>> codes, values = merge_codes(np.array([0, 1]), np.array(["l’", "l'"], dtype=object))
    >>> codes.tolist(), values.tolist()
    ([0, 0], ["l'"])
    """
    changed = plain_all(values)
    merged = sorted(set(changed))
    place = {v: k for k, v in enumerate(merged)}
    lookup = np.array([place[v] for v in changed] + [-1], dtype=np.int64)
    return lookup[codes], np.array(merged, dtype=object)


def unit_codes(tokens: pd.DataFrame, unit: str) -> tuple[np.ndarray, np.ndarray]:
    """Codes and values of the counted unit of every token: lemma as it is, form with its case folded.

    Proper nouns keep their capital: the case of another word only says where it stands in the sentence.

    >>> tokens = pd.DataFrame({"form": ["Le", "Port", "le"], "pos": ["DET", "PROPN", "DET"]})
    >>> codes, values = unit_codes(tokens, "form")
    >>> values[codes].tolist()
    ['le', 'Port', 'le']
    """
    codes, values = category_codes(tokens[unit])
    if unit == "lemma":
        return merge_codes(codes, values)
    pos, names = category_codes(tokens["pos"])
    proper = np.isin(names, ["PROPN"])[pos]
    # Both spellings of every form, first as written, then folded: a token points to one of them.
    both = np.concatenate([values, np.array([v.lower() for v in values], dtype=object)])
    chosen = np.where(codes < 0, -1, np.where(proper, codes, codes + len(values)))
    used = np.append(np.zeros(len(both), dtype=bool), False)
    used[chosen] = True
    used = used[:-1]
    number = np.append(np.cumsum(used) - 1, -1)
    return merge_codes(number[chosen], both[used])


def is_one_of(column: pd.Series, wanted) -> np.ndarray:
    """Boolean array: the value of each row is one of those wanted.

    >>> is_one_of(pd.Series(["NOUN", "PUNCT"]), ["PUNCT"]).tolist()
    [False, True]
    """
    codes, values = category_codes(column)
    return np.append(np.isin(values, list(wanted)), False)[codes]
