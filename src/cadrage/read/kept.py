"""The reading of a corpus, kept with its tables: a hundred thousand articles take more than a minute to read.

What is kept counts as long as every byte of the source, the settings in ``study.yml`` and the code that reads are the
same; else the source is read again.
"""

import hashlib
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cadrage import tables
from cadrage.codebook import Codebook
from cadrage.errors import Problem
from cadrage.folder import Folder
from cadrage.read import OWN_PAGE, entries_of, is_article_file

_KEY = b"cadrage_reading"
_ARTICLES, _PROBLEMS = "articles.parquet", "problems.parquet"
# What the reading of an article depends on, besides its source: these parts of the package.
_CODE = ("read", "boilerplate", "lexicon")


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
        found = [pq.read_table(source) for source in folder.sources([_ARTICLES, _PROBLEMS])]
    except (OSError, pa.ArrowException):
        return None
    if any((t.schema.metadata or {}).get(_KEY) != key.encode() for t in found):
        return None
    articles, problems = (t.to_pandas() for t in found)
    articles["warnings"] = articles["warnings"].map(list)
    return tables.make("articles", articles), [Problem(*row) for row in problems.itertuples(index=False)]


def keep(folder: Folder, key: str, articles: pd.DataFrame, problems: list[Problem]) -> None:
    """Writes the articles, which are a table of the contract, and the problems; :class:`OSError` where that fails."""
    meta = {_KEY: key.encode()}
    names = ("file", "place", "level", "message")
    listed = pa.table({n: pa.array([getattr(p, n) for p in problems], pa.string()) for n in names})
    schema = tables.arrow_schema("articles")
    read = pa.Table.from_pandas(articles[schema.names], schema=schema, preserve_index=False)
    for name, table in ((_PROBLEMS, listed), (_ARTICLES, read)):
        with folder.writing(name) as file:
            pq.write_table(table.replace_schema_metadata(meta), file, compression="zstd")
