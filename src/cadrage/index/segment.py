"""One segment: the words of some thousand articles, sorted by lemma, form, article and place, in memory-mapped files.

``postings`` has a row a token, 14 bytes each: number of the article in the segment, number of the token in the
article, first character, length, part of
speech, and one byte for voice, zone, distance, shared and boilerplate.  ``pairs`` says which rows a lemma written as
a form has; ``keys`` finds the pairs of a word, whatever its accents and capitals, by a 64-bit number.
"""

import json
import re
import shutil
import unicodedata
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute

from cadrage import tables
from cadrage.measure.vocabulary.words import NO_WORDS, category_codes, is_one_of, plain_all
from cadrage.memory import mapped

# The columns of ``tokens`` that a segment is made of.
COLUMNS = ("article_id", "outlet", "event", "i", "start", "end", "form", "lemma", "pos", "zone", "voice", "distance",
           "shared", "boilerplate")  # fmt: skip
# Where each fact stands in the byte ``flags``: first bit, number of bits, values in order.
FLAGS = {
    "voice": (0, 1, tables.VOICES),
    "zone": (1, 2, tables.ZONES),
    "distance": (3, 2, tables.DISTANCES),
    "shared": (5, 1, (False, True)),
    "boilerplate": (6, 1, (False, True)),
}
_META = b"cadrage"
# Raised when the files of a segment change their meaning: older ones are then made anew.
FORMAT = 3
_PIECE = re.compile(r"[^\W_]+")


def word_key(word: str) -> int:
    """The number by which a word is found: the same whatever its case and accents.

    >>> word_key("État") == word_key("ETAT"), word_key("état") == word_key("étal")
    (True, False)
    """
    flat = unicodedata.normalize("NFD", word.casefold())
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    return int.from_bytes(blake2b(flat.encode(), digest_size=8).digest(), "big")


def build(tokens: pd.DataFrame, folder: Path, key: str = "") -> None:
    """Writes the segment of a table of tokens (columns :data:`COLUMNS`); it appears whole or not at all."""
    # Articles that left a part leave their name in its dictionary.
    article, ids = category_codes(tokens["article_id"].astype("category").cat.remove_unused_categories())
    lemma, lemmas = _merged(tokens["lemma"])
    form, forms = _merged(tokens["form"])
    start = tokens["start"].to_numpy(dtype=np.int64)
    order = np.lexsort((start, article, form, lemma))
    pos, pos_names = category_codes(tokens["pos"])
    postings = {
        "article": article[order].astype(np.uint16),
        "i": tokens["i"].to_numpy(dtype=np.int64)[order].astype(np.uint32),
        "start": start[order].astype(np.uint32),
        "length": (tokens["end"].to_numpy(dtype=np.int64) - start)[order].astype(np.uint16),
        "pos": pos[order].astype(np.uint8),
        "flags": _flags(tokens)[order],
    }
    lemma, form = lemma[order], form[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (lemma[1:] != lemma[:-1]) | (form[1:] != form[:-1])
    first = np.flatnonzero(new)
    pairs = {
        "lemma": lemma[first].astype(np.int32),
        "form": form[first].astype(np.int32),
        "first": first.astype(np.int64),
        "count": np.diff(np.append(first, len(order))).astype(np.int32),
    }
    facts = _articles(tokens, article, ids)
    meta = {"key": key, "format": FORMAT, "pos": pos_names.tolist(), "n_boilerplate": int(tokens["boilerplate"].sum())}
    data = {
        "postings": pa.table(postings), "pairs": pa.table(pairs), "keys": _keys(pairs, lemmas, forms),
        "lemmas": pa.table({"value": pa.array(lemmas, pa.string())}),
        "forms": pa.table({"value": pa.array(forms, pa.string())}), "articles": facts,
    }  # fmt: skip
    _write(data, folder, meta)


def _merged(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Codes of the values in one typography; values sorted."""
    codes, values = category_codes(column)
    changed = plain_all(values)
    merged = sorted(set(changed))
    place = {v: k for k, v in enumerate(merged)}
    return np.array([place[v] for v in changed], dtype=np.int64)[codes], merged


def _flags(tokens: pd.DataFrame) -> np.ndarray:
    out = np.zeros(len(tokens), dtype=np.uint8)
    for name, (bit, _, values) in FLAGS.items():
        column = tokens[name]
        if isinstance(values[0], bool):
            code = column.to_numpy(dtype=bool).astype(np.uint8)
        else:
            codes, names = category_codes(column)
            code = np.array([values.index(v) for v in names], dtype=np.uint8)[codes]
        out |= code << bit
    return out


def _articles(tokens: pd.DataFrame, article: np.ndarray, ids: np.ndarray) -> pa.Table:
    """A row for each article: its words by voice, and a digest that equal sequences of words share."""
    first = np.zeros(len(ids), dtype=np.int64)
    first[article[::-1]] = np.arange(len(article))[::-1]
    word = np.flatnonzero(~is_one_of(tokens["pos"], NO_WORDS) & ~tokens["boilerplate"].to_numpy(dtype=bool))
    codes, values = _merged(tokens["form"])
    number = np.array([int.from_bytes(blake2b(v.encode(), digest_size=8).digest(), "big") for v in values], np.uint64)
    digest = [b""] * len(ids)
    owner = article[word]
    if (np.diff(owner) < 0).any():
        order = np.argsort(owner, kind="stable")
        word, owner = word[order], owner[order]
    cuts = np.flatnonzero(np.diff(owner)) + 1
    for part in np.split(word, cuts) if len(word) else []:
        digest[article[part[0]]] = blake2b(number[codes[part]].tobytes(), digest_size=16).digest()
    facts = {name: tokens[name].iloc[first].astype(object).tolist() for name in ("outlet", "event")}
    facts = {k: [None if pd.isna(v) else str(v) for v in values] for k, values in facts.items()}
    own = is_one_of(tokens["voice"].iloc[word], ["narrator"])
    narrator, attributed = (np.bincount(owner[mine], minlength=len(ids)).astype(np.int32) for mine in (own, ~own))
    return pa.table({
        "n": np.bincount(article, minlength=len(ids)).astype(np.int32),
        "narrator": narrator, "attributed": attributed, "article_id": pa.array(ids.tolist(), pa.string()), "outlet": pa.array(facts["outlet"], pa.string()),
        "event": pa.array(facts["event"], pa.string()), "digest": pa.array(digest, pa.binary()),
    })  # fmt: skip


def _keys(pairs: dict, lemmas: list[str], forms: list[str]) -> pa.Table:
    """(number of a word, pair), sorted: a pair is found by its lemma and by every piece of its form."""
    of_lemma = [{word_key(v)} for v in lemmas]
    of_form = [{word_key(piece) for piece in _PIECE.findall(v)} for v in forms]
    keys, owners = [], []
    for pair, (lemma, form) in enumerate(zip(pairs["lemma"].tolist(), pairs["form"].tolist(), strict=True)):
        for number in of_lemma[lemma] | of_form[form]:
            keys.append(number)
            owners.append(pair)
    key, owner = np.array(keys, dtype=np.uint64), np.array(owners, dtype=np.int32)
    order = np.lexsort((owner, key))
    return pa.table({"key": key[order], "pair": owner[order]})


def _write(data: dict[str, pa.Table], folder: Path, meta: dict) -> None:
    temporary = folder.with_name(f".{folder.name}.{uuid4().hex[:12]}")
    temporary.mkdir(parents=True)
    for name, table in data.items():
        table = table.replace_schema_metadata({_META: json.dumps(meta).encode()})
        with pa.OSFile(str(temporary / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            # One batch, so that every column is one piece of memory.
            writer.write_table(table.combine_chunks(), max_chunksize=max(1, len(table)))
    shutil.rmtree(folder, ignore_errors=True)
    try:
        temporary.rename(folder)
    except OSError:
        # A worker that was taken for lost has written the same segment meanwhile.
        shutil.rmtree(temporary)
        if Segment(folder).meta != meta:
            raise


class Segment:
    """A segment on disk; columns are read when they are asked for, as views of the mapped file."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)

    def _table(self, name: str) -> pa.Table:
        return pa.ipc.open_file(mapped(self.folder / f"{name}.arrow")).read_all()

    @cached_property
    def meta(self) -> dict:
        """What the segment was made of; empty where there is none."""
        try:
            with pa.ipc.open_file(mapped(self.folder / "articles.arrow")) as file:
                return json.loads(file.schema.metadata[_META])
        except (OSError, pa.ArrowException, KeyError, ValueError):
            return {}

    @cached_property
    def postings(self) -> dict[str, np.ndarray]:
        """The columns of ``postings``."""
        return _arrays(self._table("postings"))

    @cached_property
    def pairs(self) -> dict[str, np.ndarray]:
        """The columns of ``pairs``."""
        return _arrays(self._table("pairs"))

    @cached_property
    def _keys(self) -> dict[str, np.ndarray]:
        return _arrays(self._table("keys"))

    @cached_property
    def articles(self) -> pd.DataFrame:
        """Its articles, in their numbers' order."""
        return self._table("articles").to_pandas()

    def values(self, unit: str) -> pa.ChunkedArray:
        """All lemmas or forms, sorted."""
        return self._table(f"{unit}s").column("value")

    def pairs_of(self, words) -> np.ndarray:
        """Numbers of the pairs whose lemma or form has one of these words, whatever its case and accents."""
        keys = self._keys
        wanted = np.array(sorted({word_key(w) for w in words}), dtype=np.uint64)
        low = np.searchsorted(keys["key"], wanted)
        high = np.searchsorted(keys["key"], wanted, side="right")
        found = [keys["pair"][a:b] for a, b in zip(low, high, strict=True)]
        return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int32)

    def spelled(self, unit: str, numbers: np.ndarray) -> list[str]:
        """Some lemmas or forms by their numbers."""
        return self.values(unit).take(pa.array(numbers)).to_pylist()

    def pairs_whole(self, values: list[str], unit: str) -> dict[str, np.ndarray]:
        """Value → numbers of the pairs that have this lemma, or a form that differs from it by its capitals at most."""
        if not values:
            return {}
        strings = self.values(unit)
        asked = dict(zip(values, values if unit == "lemma" else map(str.lower, values), strict=True))
        if unit == "form":
            strings = pa.compute.utf8_lower(strings)
        known = list(dict.fromkeys(asked.values()))
        # All strings are gone through once, whatever is asked; strings without a value have none.
        which = pa.compute.index_in(strings, pa.array(known, strings.type)).combine_chunks().fill_null(-1).to_numpy()
        of_pair = which[self.pairs[unit]]
        found = np.flatnonzero(of_pair >= 0)
        found = found[np.argsort(of_pair[found], kind="stable")]
        each = dict(zip(known, np.split(found, np.searchsorted(of_pair[found], np.arange(1, len(known)))), strict=True))
        return {value: each[folded] for value, folded in asked.items()}

    def is_pos(self, rows: slice, name: str) -> np.ndarray:
        """Whether some postings are of a part of speech."""
        return np.isin(np.array(self.meta["pos"], dtype=object), [name])[self.postings["pos"][rows]]

    def rows_of(self, pair: int) -> slice:
        """The rows of ``postings`` that a pair has."""
        first = int(self.pairs["first"][pair])
        return slice(first, first + int(self.pairs["count"][pair]))


def flag(flags: np.ndarray, name: str) -> np.ndarray:
    """One fact of the byte ``flags``, as numbers in the order of its values.

    >>> flag(np.array([0b0000101], dtype=np.uint8), "voice"), flag(np.array([0b0000101], dtype=np.uint8), "zone")
    (array([1], dtype=uint8), array([2], dtype=uint8))
    """
    bit, width, _ = FLAGS[name]
    return (flags >> np.uint8(bit)) & np.uint8((1 << width) - 1)


def _arrays(table: pa.Table) -> dict[str, np.ndarray]:
    """Columns without a copy: every one is one piece."""
    empty = {f.name: np.empty(0, dtype=f.type.to_pandas_dtype()) for f in table.schema}
    return {n: table.column(n).chunk(0).to_numpy() if len(table) else empty[n] for n in table.column_names}
