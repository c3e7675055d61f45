"""Annotations on disk: Parquet parts that know which articles they hold, so that work can stop and go on.

A part is written whole or not at all (under another name, then renamed).  Its file metadata lists the key of every
article in it; a key hashes the article's text and description and the annotator, so that whatever changed is
annotated again and nothing else.
"""

import contextlib
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cadrage import tables
from cadrage.annotate.rows import ArticleRows
from cadrage.errors import StudyError

_KEYS, _FAILED, _MARKED = b"cadrage_keys", b"cadrage_failed", b"cadrage_marked"
PARTED = ("attributions", "tokens")


def article_key(article, annotator: str) -> str:
    """Hash of all that the annotation of an article depends on."""
    parts = (annotator, article.article_id, article.outlet, article.event, article.headline_end, article.sha256)
    return hashlib.sha256(repr([str(p) for p in parts]).encode()).hexdigest()[:20]


class Store:
    """The parts of one study's ``tokens`` and ``attributions`` in a folder."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        # article_id → the part that holds it, known once the store is pruned to a study's articles.
        self.home: dict[str, Path] = {}
        try:
            for name in PARTED:
                (self.folder / f"{name}.parquet").mkdir(parents=True, exist_ok=True)
            probe = self.folder / f".write-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise StudyError(
                f"a folder that can be written was expected at « {self.folder} », found: {error.strerror}: "
                "name another one with --tables"
            ) from error

    def parts(self) -> list[Path]:
        """The complete parts, by the path of their tokens."""
        tokens = sorted((self.folder / "tokens.parquet").glob("part-*.parquet"))
        return [p for p in tokens if self._twin(p).is_file()]

    def _twin(self, part: Path) -> Path:
        return self.folder / "attributions.parquet" / part.name

    def keys(self) -> dict[str, Path]:
        """Key of every stored article → the part that holds it; articles that failed count as done."""
        out = {}
        for part in self.parts():
            for key in _meta(part, _KEYS):
                out[key] = part
        return out

    def failures(self) -> dict[str, str]:
        """article_id → reason, for articles that could not be annotated."""
        return {k: v for part in self.parts() for k, v in _meta(part, _FAILED, {}).items()}

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
        name = f"part-{number:06d}-{hashlib.sha256(''.join(keys).encode()).hexdigest()[:12]}.parquet"
        # Tokens last: a part counts from the moment that both files are there.
        for table, data in (("attributions", attributions), ("tokens", tokens)):
            _write(self.folder / f"{table}.parquet" / name, data, keys, failed)

    def prune(self, wanted: set[str], ids: dict[str, str]) -> None:
        """Drops what no wanted key names; ``ids`` maps the wanted keys to their article ids."""
        seen: set[str] = set()
        self.home = {}
        for part in self.parts():
            keys = _meta(part, _KEYS)
            live = [k for k in keys if k in wanted and k not in seen]
            seen.update(live)
            self.home.update((ids[k], part) for k in live)
            if len(live) == len(keys):
                continue
            if live:
                keep = [ids[k] for k in live]
                failed = {k: v for k, v in _meta(part, _FAILED, {}).items() if k in keep}
                for path in (self._twin(part), part):
                    table = _table(path)
                    column = table.column("article_id").cast(pa.string())
                    _write(path, table.filter(pa.compute.is_in(column, pa.array(keep, pa.string()))), live, failed)
            else:
                part.unlink()
                self._twin(part).unlink()
        # Halves of parts and unfinished files of a run that was stopped.
        complete = {p.name for p in self.parts()}
        for name in PARTED:
            for path in (self.folder / f"{name}.parquet").iterdir():
                if path.name not in complete:
                    path.unlink()

    def read(self, name: str, order: list[str]) -> pd.DataFrame:
        """A parted table as one, articles in the given order."""
        paths = [p if name == "tokens" else self._twin(p) for p in self.parts()]
        if not paths:
            return tables.empty(name)
        return in_order(_typed(name, _united([_table(p) for p in paths])), order)

    def read_parts(self, paths: list[Path], columns: list[str] | None = None) -> pd.DataFrame:
        """The tokens of some parts, in their order."""
        return _typed("tokens", _united([_table(p, columns) for p in paths]))

    def stamp(self, part: Path) -> tuple[str, list[str], str]:
        """What changes whenever the tokens of a part change: its name, the articles it holds, what is marked in it."""
        return part.name, _meta(part, _KEYS), _meta(part, _MARKED, "")

    def some(self, articles: list[str], columns: list[str] | None = None) -> pd.DataFrame:
        """The tokens of some articles, in that order: only the parts that hold them are read."""
        paths = sorted({self.home[a] for a in articles if a in self.home})
        columns = columns and ["article_id", *(c for c in columns if c != "article_id")]
        wanted = pa.array(articles, pa.string())
        parts = []
        for path in paths:
            part = _table(path, columns)
            keep = pa.compute.is_in(part.column("article_id").cast(pa.string()), wanted)
            parts.append(_own_words(part.filter(keep)))
        if not parts:
            return tables.empty("tokens")[columns or [c.name for c in tables.TABLES["tokens"]]]
        return in_order(_typed("tokens", _united(parts)), articles)

    def each(self) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
        """Tokens and attributions part by part: what reads them so needs the memory of one part only."""
        for part in self.parts():
            yield _typed("tokens", _table(part)), _typed("attributions", _table(self._twin(part)))

    def mark_shared(self, spans: dict[str, list[tuple[int, int]]], mask_of: Callable) -> None:
        """Sets ``tokens.shared`` from ``mask_of(tokens, articles)``, which depends on the articles' ``spans`` alone.

        Only parts whose spans changed are read, and only those in which a token changes are written again.
        """
        members = defaultdict(list)
        for article, part in self.home.items():
            members[part].append(article)
        for part, articles in members.items():
            here = {a: spans[a] for a in sorted(articles) if a in spans}
            mark = hashlib.sha256(repr(sorted(here.items())).encode()).hexdigest()[:16] if here else ""
            if mark != _meta(part, _MARKED, ""):
                table = _table(part)
                mask = pa.array(
                    mask_of(_typed("tokens", table.select(["article_id", "start", "end"])), list(here)), pa.bool_()
                )
                k = table.column_names.index("shared")
                keys, failed = _meta(part, _KEYS), _meta(part, _FAILED, {})
                _write(part, table.set_column(k, "shared", mask), keys, failed, mark)

    def cached(self, name: str, key: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A small table, read where it was made under the same key before, made and written otherwise."""
        path = self.folder / f"{name}.parquet"
        if path.is_file() and _meta(path, _KEYS) == [key]:
            return tables.check(name, _typed(name, _table(path)))
        frame = make()
        self.write_table(name, frame, key)
        return frame

    def derived(self, name: str, key: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A table that :mod:`cadrage.tables` does not declare, with its index and ``attrs``; kept below ``derived/``.

        What comes back is what was read from the file, so that it is the same the first time and later.
        """
        path = self.folder / "derived" / f"{name}.parquet"
        if not path.is_file() or _meta(path, _KEYS) != [key]:
            table = pa.Table.from_pandas(make())
            path.parent.mkdir(exist_ok=True)
            _replace(path, table.replace_schema_metadata(table.schema.metadata | {_KEYS: json.dumps([key]).encode()}))
        return _table(path).to_pandas()

    def write_table(self, name: str, frame: pd.DataFrame, key: str = "") -> None:
        """A small table as one file; columns beyond the declared ones are written as well."""
        schema = tables.arrow_schema(name)
        data = pa.Table.from_pandas(frame[schema.names], schema=schema, preserve_index=False)
        for c in frame.columns.difference(schema.names, sort=False):
            data = data.append_column(c, pa.array(frame[c].tolist(), from_pandas=True))
        _write(self.folder / f"{name}.parquet", data, [key], {})

    def write_note(self, note: dict) -> None:
        """What the tables were made of, for whoever finds them."""
        text = json.dumps(note, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (self.folder / "made-of.json").write_text(text, encoding="utf-8")


def in_order(frame: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """The rows in a given order of their articles, a fresh index."""
    rank = {article_id: k for k, article_id in enumerate(order)}
    position = frame["article_id"].astype(str).map(rank).to_numpy()
    if (position[1:] < position[:-1]).any():
        frame = frame.iloc[position.argsort(kind="stable")]
    return frame.reset_index(drop=True)


def _table(path: Path, columns: list[str] | None = None) -> pa.Table:
    # As one file: pyarrow's read_table looks for a data set first, which takes as long as reading a part.
    with pq.ParquetFile(path) as file:
        return file.read(columns=columns)


def _united(parts: list[pa.Table]) -> pa.Table:
    return pa.concat_tables(parts).replace_schema_metadata(None).unify_dictionaries()


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


def _typed(name: str, data: pa.Table) -> pd.DataFrame:
    kinds = {c.name: tables.PANDAS[c.kind] for c in tables.TABLES[name]}
    frame = data.to_pandas()
    return frame.astype({c: kinds[c] for c in frame.columns if kinds.get(c) in ("Int32", "str", "category")})


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"


def _meta(path: Path, key: bytes, default=()) -> list | dict | str:
    facts = os.stat(path)
    raw = _metadata(path, facts.st_mtime_ns, facts.st_size).get(key)
    return json.loads(raw) if raw else default


@lru_cache(maxsize=20_000)
def _metadata(path: Path, changed: int, size: int) -> dict[bytes, bytes]:
    """The metadata of a file as it stands; read once, because a run asks several times of thousands of parts."""
    return pq.read_schema(path).metadata or {}


def _write(path: Path, table: pa.Table, keys: list[str], failed: dict[str, str], mark: str = "") -> None:
    meta = {_KEYS: json.dumps(keys).encode(), _FAILED: json.dumps(failed, sort_keys=True).encode()}
    meta[_MARKED] = json.dumps(mark).encode()
    _replace(path, table.replace_schema_metadata(meta))


def _replace(path: Path, table: pa.Table) -> None:
    """The file appears whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        pq.write_table(table, temporary, compression="zstd")
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise StudyError(
            f"room to write was expected in « {path.parent} », found: {error.strerror or error}: free some or name "
            "another folder with --tables; what was there before is untouched"
        ) from error
