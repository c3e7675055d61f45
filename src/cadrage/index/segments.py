"""All segments of a study: which parts of the tables belong to which, and making those anew that changed."""

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cadrage.annotate.jobs import Work, here
from cadrage.annotate.store import Store
from cadrage.index.segment import COLUMNS, FORMAT, Segment, build
from cadrage.measure.uncertainty.independence import clusters_or_self
from cadrage.measure.vocabulary.selection import texts_of

# Parts on disk in one segment: some four thousand articles, so that a hundred thousand make two dozen segments.
PARTS = 64
# From so many articles on, segments are made by several processes: a segment takes two seconds, a process one to start.
SIDE_BY_SIDE = 20_000


class Index:
    """The segments of a store's tokens, up to date; ``work`` says where the jobs run (default: in this process)."""

    def __init__(self, store: Store, *, work: Work = here, progress: Callable[[int, int], None] | None = None):
        self.store = store
        # Mapped into memory, therefore on this machine wherever the tables are.
        self.folder = store.folder.mapped / "index"
        self.parts = _grouped(store)
        stale = [(name, parts) for name, parts in self.parts.items() if not _is_fresh(self._at(name), store, parts)]
        if progress:
            progress(len(self.parts) - len(stale), len(self.parts))
        jobs = ((store.folder.shared, parts, str(self._at(name)), _key(store, parts)) for name, parts in stale)
        for done, _ in enumerate(work(make_segment, jobs) if stale else (), 1):
            if progress:
                progress(len(self.parts) - len(stale) + done, len(self.parts))
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in self.parts:
                    shutil.rmtree(path)

    def _at(self, name: str) -> Path:
        return self.folder / name

    @cached_property
    def segments(self) -> list[Segment]:
        """The segments, in the order of the parts."""
        return [Segment(self._at(name)) for name in self.parts]

    @cached_property
    def articles(self) -> pd.DataFrame:
        """All articles with a token: article_id, outlet, event, n (tokens), narrator and attributed (words), …"""
        tables = [s.articles.assign(segment=k) for k, s in enumerate(self.segments)]
        columns = ["article_id", "outlet", "event", "n", "narrator", "attributed", "digest", "segment"]
        return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The articles that count as texts: of equal texts of an outlet the first."""
        keep = np.empty(len(self.articles), dtype=bool)
        # Texts come sorted by id.
        keep[self.articles["article_id"].argsort(kind="stable")] = self.texts()["row"].to_numpy() >= 0
        return self.articles[keep]

    def texts(self, *, outlets=None, articles=None, clusters=None, among=None) -> pd.DataFrame:
        """The articles as texts: cluster, n_copies, and ``row`` (−1 where an equal text of the outlet counts)."""
        every = self.articles
        if clusters is not None or articles is not None:
            cluster = clusters_or_self(every["article_id"], clusters=clusters, articles=articles)
        else:
            cluster = self._equal_texts
        facts = every[["article_id", "outlet", "event"]].assign(cluster=cluster)
        return texts_of(facts, outlets, among)

    @cached_property
    def _equal_texts(self) -> np.ndarray:
        """For each article the first one, by id, of those with the same sequence of words."""
        ids = self.articles["article_id"].to_numpy(dtype=object)
        # An article without any word is like no other.
        same = [d or a.encode() for d, a in zip(self.articles["digest"], ids, strict=True)]
        number = pd.factorize(np.array(same, dtype=object))[0]
        order = np.argsort(ids, kind="stable")
        first = np.unique(number[order], return_index=True)[1]
        return ids[order][first][number]

    def vocabulary(self, unit: str) -> tuple[pa.Array, list[np.ndarray]]:
        """All lemmas or forms, sorted, and for each segment the number there of each of its own."""
        if unit not in self._vocabularies:
            self._vocabularies[unit] = ranked([s.values(unit) for s in self.segments])
        return self._vocabularies[unit]

    @cached_property
    def _vocabularies(self) -> dict:
        return {}

    def tokens(self) -> Iterator[pd.DataFrame]:
        """The tokens of one segment after the other, as the tables hold them."""
        for parts in self.parts.values():
            yield self.store.read_parts(parts)


def ranked(lists: list[pa.Array | pa.ChunkedArray]) -> tuple[pa.Array, list[np.ndarray]]:
    """The words of some lists, sorted, and for each list the number there of each of its own.

    They stay in Arrow: a vocabulary of half a million words takes a tenth of what it would as Python's strings.

    >>> words, numbers = ranked([pa.array(["quai", "mer"]), pa.array(["port", "mer"])])
    >>> words.to_pylist(), [some.tolist() for some in numbers]
    (['mer', 'port', 'quai'], [[2, 0], [1, 0]])
    """
    pieces = [c for words in lists for c in (words.chunks if isinstance(words, pa.ChunkedArray) else [words])]
    coded = pa.chunked_array(pieces, pa.string()).dictionary_encode()
    codes = [np.empty(0, dtype=np.int32), *(c.indices.to_numpy() for c in coded.unify_dictionaries().chunks)]
    # Sorted by their bytes in UTF-8, which is the order of the characters.
    order = pc.sort_indices(every := pc.unique(coded).dictionary_decode())
    rank = np.empty(len(every), dtype=np.int32)
    rank[order.to_numpy()] = np.arange(len(every), dtype=np.int32)
    ranks, ends = rank[np.concatenate(codes)], np.cumsum([0, *map(len, lists)])
    return every.take(order), [ranks[start:end] for start, end in pairwise(ends.tolist())]


def make_segment(tables: str, parts: list[str], folder: str, key: str) -> str:
    """One job: the segment of some parts of the tables in a folder."""
    build(Store(tables).read_parts(parts, columns=list(COLUMNS)), Path(folder), key)
    return folder


def _grouped(store: Store) -> dict[str, list[str]]:
    """Name of a segment → its parts; a part's number decides, so that new parts change no other segment."""
    groups = defaultdict(list)
    for part in store.parts():
        groups[f"segment-{int(part.split('-')[1]) // PARTS:05d}"].append(part)
    return dict(groups)


def _key(store: Store, parts: list[str]) -> str:
    stamps = [store.stamp(p) for p in parts]
    return hashlib.sha256(repr((FORMAT, stamps)).encode()).hexdigest()[:20]


def _is_fresh(folder: Path, store: Store, parts: list[str]) -> bool:
    meta = Segment(folder).meta
    return meta.get("format") == FORMAT and meta.get("key") == _key(store, parts)
