"""The reading of a corpus, kept with its tables: a hundred thousand articles take more than a minute to read.

What is kept counts as long as every byte of the source, the settings in ``study.yml`` and the code that reads are the
same; else the source is read again.  The texts of a large corpus are kept a second time as a file that is mapped into
memory: a report opens some hundred of them, so that no process has to hold them all.
"""

import hashlib
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cadrage import tables
from cadrage.codebook import Codebook
from cadrage.errors import Problem
from cadrage.folder import Folder
from cadrage.memory import give_back, mapped
from cadrage.read import OWN_PAGE, entries_of, is_article_file

_KEY = b"cadrage_reading"
_ARTICLES, _PROBLEMS = "articles.parquet", "problems.parquet"
# What the reading of an article depends on, besides its source: these parts of the package.
_CODE = ("read", "boilerplate", "lexicon")
# Articles from which on texts are mapped.
MANY = 10_000


def reading_key(place: Path, codebook: Codebook) -> str:
    """A hash of all that the reading of a study depends on; raises what :func:`~cadrage.read.read_articles` raises.

    >>> import tempfile
    >>> dossier = Path(tempfile.mkdtemp())
    >>> _ = (dossier / "un.txt").write_text("Le pont de Valmer a rouvert.", encoding="utf-8")
    >>> before = reading_key(dossier, Codebook())
    >>> _ = (dossier / "un.txt").write_text("Le pont de Valmer a fermé.", encoding="utf-8")
    >>> before == reading_key(dossier, Codebook())
    False
    """
    digest = hashlib.sha256(codebook.model_dump_json().encode())
    for part in _CODE:
        for path in sorted((files("cadrage") / part).rglob("*")):
            if path.suffix in (".py", ".yml"):
                digest.update(path.read_bytes())
    for entry in entries_of(place, codebook):
        if isinstance(entry, Problem):
            digest.update(repr(entry).encode())
            continue
        if not is_article_file(entry):
            continue
        try:
            data = entry.load()
            # The report that stands beside the articles is no part of them.
            data = b"" if OWN_PAGE in data[:4000] else data
        except (OSError, ValueError) as error:
            data = repr(error).encode()
        digest.update(f"{entry.name}\t{len(data)}\t".encode() + hashlib.sha256(data).digest())
    return digest.hexdigest()[:20]


def load(folder: Folder, key: str) -> tuple[pd.DataFrame, list[Problem]] | None:
    """What was read under the same key; None where nothing was, or where it can no longer be read."""
    try:
        found = [pq.ParquetFile(source) for source in folder.sources([_ARTICLES, _PROBLEMS])]
        if any((f.schema_arrow.metadata or {}).get(_KEY) != key.encode() for f in found):
            return None
        articles, problems = (_with_texts(folder, found[0], key), found[1].read().to_pandas())
    except (OSError, pa.ArrowException):
        return None
    articles = tables.make("articles", articles)
    give_back()
    return articles, [Problem(*row) for row in problems.itertuples(index=False)]


def keep(folder: Folder, key: str, articles: pd.DataFrame, problems: list[Problem]) -> None:
    """Writes the articles, which are a table of the contract, and the problems; :class:`OSError` where that fails."""
    meta = {_KEY: key.encode()}
    names = ("file", "place", "level", "message")
    listed = pa.table({n: pa.array([getattr(p, n) for p in problems], pa.string()) for n in names})
    schema = tables.arrow_schema("articles")
    read = pa.Table.from_pandas(articles[schema.names], schema=schema, preserve_index=False)
    _drop_texts(folder)
    for name, table in ((_PROBLEMS, listed), (_ARTICLES, read)):
        with folder.writing(name) as file:
            pq.write_table(table.replace_schema_metadata(meta), file, compression="zstd")


def _with_texts(folder: Folder, kept: pq.ParquetFile, key: str) -> pd.DataFrame:
    """The articles; of a large corpus with the texts as they are mapped, which are written where they are not there."""
    if kept.metadata.num_rows < MANY:
        return kept.read().to_pandas(types_mapper=tables.in_memory)
    file = folder.mapped / "derived" / f"texts-{key}.arrow"
    if not file.exists():
        _drop_texts(folder)
        _write_texts(file, kept)
    names = [n for n in kept.schema_arrow.names if n != "text"]
    texts = pa.ipc.open_file(mapped(file)).read_all()["text"]
    table = kept.read(columns=names).append_column("text", texts)
    return table.to_pandas(types_mapper=tables.in_memory)


def _drop_texts(folder: Folder) -> None:
    for old in (folder.mapped / "derived").glob("texts-*.arrow"):
        # Windows does not remove what another process has mapped.
        with suppress(OSError):
            old.unlink()


def _write_texts(file: Path, kept: pq.ParquetFile) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with Folder(file.parent).writing(file.name) as sink:
        # Large strings, which is what pandas works with: the column is used where it lies.
        table = kept.read(columns=["text"]).cast(pa.schema([("text", pa.large_string())])).combine_chunks()
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
