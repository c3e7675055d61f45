"""Annotations on disk: Parquet parts that know which articles they hold, so that work can stop and go on.

A part is written whole or not at all (:mod:`cadrage.folder`).  Its file metadata lists the key of every article in it;
a key hashes the article's text and description and the annotator, so that whatever changed is annotated again and
nothing else.
"""

import hashlib
import json
import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cadrage import tables
from cadrage.annotate.files import read, typed, write
from cadrage.annotate.footers import footers
from cadrage.annotate.rows import ArticleRows
from cadrage.folder import Folder
from cadrage.memory import give_back

_KEYS, _FAILED, _MARKED = b"cadrage_keys", b"cadrage_failed", b"cadrage_marked"
PARTED = ("attributions", "tokens")
# Parts that are read before they are asked for.
AHEAD = 2


def article_key(article, annotator: str) -> str:
    """Hash of all that the annotation of an article depends on."""
    parts = (annotator, article.article_id, article.outlet, article.event, article.headline_end, article.sha256)
    return hashlib.sha256(repr([str(p) for p in parts]).encode()).hexdigest()[:20]


class Store:
    """The parts of one study's ``tokens`` and ``attributions`` in a folder, which may be an address of fsspec's.

    A part is known by its name, the same in both tables.
    """

    def __init__(self, folder: str | os.PathLike):
        self.folder = Folder(folder)
        # article_id → the part that holds it, known once the store is pruned to a study's articles.
        self.home: dict[str, str] = {}
        # part → the metadata of its tokens, as of when the parts were last listed or this store wrote them.
        self._facts: dict[str, dict[bytes, bytes]] = {}
        self.folder.prepare(*(f"{name}.parquet" for name in PARTED), "derived")

    def parts(self) -> list[str]:
        """The complete parts, in order."""
        twins = self.folder.files("attributions.parquet")
        tokens = {
            name: facts
            for name, facts in sorted(self.folder.files("tokens.parquet").items())
            if name in twins and name.startswith("part-") and name.endswith(".parquet")
        }
        self._facts = footers(self.folder, "tokens.parquet", tokens)
        return list(self._facts)

    def keys(self) -> dict[str, str]:
        """Key of every stored article → the part that holds it; articles that failed count as done."""
        return {key: part for part in self.parts() for key in self._fact(part, _KEYS)}

    def failures(self) -> dict[str, str]:
        """article_id → reason, for articles that could not be annotated."""
        return {k: v for part in self.parts() for k, v in self._fact(part, _FAILED, {}).items()}

    def write(self, number: int, articles: list, keys: list[str], rows: list[ArticleRows | Exception]) -> None:
        """One part: the rows of some articles, in their order."""
        done = [r for r in rows if isinstance(r, ArticleRows)]
        failed = {a.article_id: _reason(r) for a, r in zip(articles, rows, strict=True) if isinstance(r, Exception)}
        schema = tables.arrow_schema("tokens")
        columns = {f.name: [v for r in done for v in r.tokens[f.name]] for f in schema}
        tokens = pa.table({f.name: _array(columns[f.name], f.type) for f in schema}, schema=schema)
        attributions = pa.Table.from_pylist(
            [a for r in done for a in r.attributions], schema=tables.arrow_schema("attributions")
        )
        self.write_part(_part(number, keys), {"attributions": attributions, "tokens": tokens}, keys, failed)

    def write_part(self, part: str, both: dict[str, pa.Table], keys: list[str], failed: dict[str, str]) -> None:
        """Both tables of a part."""
        # Tokens last: a part counts from the moment that both files are there.
        for name in PARTED:
            self._write(f"{name}.parquet/{part}", both[name], keys, failed)

    def prune(self, wanted: set[str], ids: dict[str, str]) -> None:
        """Drops what no wanted key names; ``ids`` maps the wanted keys to their article ids."""
        seen: set[str] = set()
        self.home = {}
        for part in self.parts():
            keys = self._fact(part, _KEYS)
            live = [k for k in keys if k in wanted and k not in seen]
            seen.update(live)
            if len(live) == len(keys):
                self.home.update((ids[k], part) for k in live)
                continue
            if live:
                # Under another name, so that stopped at any moment there is one whole part or the other.
                smaller = _part(int(part.split("-")[1]), live)
                keep = pa.array([ids[k] for k in live], pa.string())
                failed = {k: v for k, v in self._fact(part, _FAILED, {}).items() if k in set(keep.to_pylist())}
                both = {n: read(self.folder, f"{n}.parquet/{part}") for n in PARTED}
                both = {n: t.filter(pa.compute.is_in(_texts(t.column("article_id")), keep)) for n, t in both.items()}
                self.write_part(smaller, both, live, failed)
                self.home.update((ids[k], smaller) for k in live)
            # Tokens first, as a part counts no more without them.
            for name in reversed(PARTED):
                self.folder.remove(f"{name}.parquet/{part}")
        # Halves of parts and unfinished files of a run that was stopped.
        complete = set(self.parts())
        for name in PARTED:
            for file in self.folder.files(f"{name}.parquet").keys() - complete:
                self.folder.remove(f"{name}.parquet/{file}")

    def read(self, name: str, order: list[str] | None = None, columns: list[str] | None = None) -> pd.DataFrame:
        """A parted table as one, articles in the given order (None: in that of the parts)."""
        parts = self.parts()
        if not parts:
            return tables.empty(name)
        every = typed(name, _united(list(self._tables(name, parts, columns))))
        give_back()
        return every if order is None else in_order(every, order)

    def read_parts(self, parts: list[str], columns: list[str] | None = None) -> pd.DataFrame:
        """The tokens of some parts, in their order."""
        return typed("tokens", _united(list(self._tables("tokens", parts, columns))))

    def stamp(self, part: str) -> tuple[str, list[str], str]:
        """What changes whenever the tokens of a part change: its name, the articles it holds, what is marked in it."""
        return part, self._fact(part, _KEYS), self._fact(part, _MARKED, "")

    def some(self, articles: list[str], columns: list[str] | None = None, *, name: str = "tokens") -> pd.DataFrame:
        """The tokens (or ``name``) of some articles, in that order: only the parts that hold them are read."""
        parts = sorted({self.home[a] for a in articles if a in self.home})
        columns = columns and ["article_id", *(c for c in columns if c != "article_id")]
        wanted = pa.array(articles, pa.string())
        found = [
            _own_words(table.filter(pa.compute.is_in(_texts(table.column("article_id")), wanted)))
            for table in self._tables(name, parts, columns)
        ]
        if not found:
            return tables.empty(name)[columns or [c.name for c in tables.TABLES[name]]]
        return in_order(typed(name, _united(found)), articles)

    def each(self) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
        """Tokens and attributions part by part: what reads them so needs the memory of one part only."""
        parts = self.parts()
        for both in zip(self._tables("tokens", parts), self._tables("attributions", parts), strict=True):
            yield tuple(typed(name, table) for name, table in zip(("tokens", "attributions"), both, strict=True))

    def mark_shared(self, spans: dict[str, list[tuple[int, int]]], mask_of: Callable) -> None:
        """Sets ``tokens.shared`` from ``mask_of(tokens, articles)``, which depends on the articles' ``spans`` alone.

        Only parts whose spans changed are read and written again.
        """
        members = defaultdict(list)
        for article, part in self.home.items():
            members[part].append(article)
        stale = {}
        for part, articles in members.items():
            here = {a: spans[a] for a in sorted(articles) if a in spans}
            mark = hashlib.sha256(repr(sorted(here.items())).encode()).hexdigest()[:16] if here else ""
            if mark != self._fact(part, _MARKED, ""):
                stale[part] = mark, list(here)
        for (part, (mark, here)), table in zip(stale.items(), self._tables("tokens", list(stale)), strict=True):
            mask = pa.array(mask_of(typed("tokens", table.select(["article_id", "start", "end"])), here), pa.bool_())
            table = table.set_column(table.column_names.index("shared"), "shared", mask)
            keys, failed = self._fact(part, _KEYS), self._fact(part, _FAILED, {})
            self._facts[part] = self._write(f"tokens.parquet/{part}", table, keys, failed, mark)

    def altered(self, folder: Folder, articles: Iterable[str], change: Callable, mark: str) -> "Store":
        """A store in another folder with the tokens of some articles as ``change(tokens)`` gives them.

        ``change`` is given the parts that hold these articles; all other files are those of this store.  ``mark`` names
        the change.
        """
        stale = {self.home[a] for a in articles if a in self.home}
        out = Store(folder.root)
        files = [f"{n}.parquet/{p}" for n in PARTED for p in self._facts if n != "tokens" or p not in stale]
        self.folder.share(files, folder)
        for part, table in zip(sorted(stale), self._tables("tokens", sorted(stale)), strict=True):
            changed = pa.Table.from_pandas(change(typed("tokens", table)), schema=table.schema, preserve_index=False)
            mine = f"{self._fact(part, _MARKED, '')} {mark}"
            out._write(f"tokens.parquet/{part}", changed, self._fact(part, _KEYS), self._fact(part, _FAILED, {}), mine)
        out.parts()
        out.home = self.home
        return out

    def _fact(self, part: str, key: bytes, default=()) -> list | dict | str:
        raw = self._facts[part].get(key)
        return json.loads(raw) if raw else default

    def _tables(self, name: str, parts: list[str], columns: list[str] | None = None) -> Iterator[pa.Table]:
        def read(source) -> pa.Table:
            # As one file: pyarrow's read_table looks for a data set first, which takes as long as reading a part.
            with pq.ParquetFile(source) as file:
                return file.read(columns=columns)

        # The next parts are read while the caller works on one.
        with ThreadPoolExecutor(1) as ahead:
            waiting: deque[Future] = deque()
            for source in self.folder.sources([f"{name}.parquet/{p}" for p in parts]):
                waiting.append(ahead.submit(read, source))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _write(self, file: str, table: pa.Table, keys: list[str], failed: dict[str, str], mark: str = "") -> dict:
        """Writes a file and returns its metadata."""
        meta = {_KEYS: json.dumps(keys).encode(), _FAILED: json.dumps(failed, sort_keys=True).encode()}
        meta[_MARKED] = json.dumps(mark).encode()
        write(self.folder, file, table.replace_schema_metadata(meta))
        return meta


def _part(number: int, keys: list[str]) -> str:
    return f"part-{number:06d}-{hashlib.sha256(''.join(keys).encode()).hexdigest()[:12]}.parquet"


def in_order(frame: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """The rows in a given order of their articles, a fresh index."""
    rank = {article_id: k for k, article_id in enumerate(order)}
    # As categories, each article is looked up once, not each of its tokens.
    position = frame["article_id"].astype("category").map(rank).to_numpy()
    if (position[1:] < position[:-1]).any():
        frame = frame.iloc[position.argsort(kind="stable")]
    return frame.reset_index(drop=True)


def _united(parts: list[pa.Table]) -> pa.Table:
    return pa.concat_tables(parts).replace_schema_metadata(None).unify_dictionaries()


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())


def _own_words(table: pa.Table) -> pa.Table:
    """Dictionaries with the values of these rows only, where most of the rows are gone."""
    for k, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            values = table.column(k).cast(pa.string()).dictionary_encode().cast(field.type)
            table = table.set_column(k, field, values)
    return table


def _array(values: list, kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode().cast(kind)
    return pa.array(values, kind)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
