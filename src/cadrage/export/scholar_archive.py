"""A scholar's archive: all that figures are made from, with hashes and versions, and no texts unless asked."""

import hashlib
import importlib.metadata
import io
import json
import os
import platform
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from cadrage import __version__
from cadrage.errors import TableError
from cadrage.export.tables import to_arrow
from cadrage.tables import TABLES, make

MANIFEST = "manifest.json"
_README = """Archive of a study made with cadrage {version}.

study.yml       configuration as used
tables/         one Parquet file a table (columns: cadrage.tables.TABLES)
decisions.json  decisions taken in the report, where there were any
manifest.json   versions, seed, hash of corpus and configuration, SHA-256 of every file here

Texts: {texts}
To compute figures again: cadrage.export.scholar_archive.read_archive(PATH) gives the tables, checked against their hashes.
"""
_WITHOUT = (
    "left out. articles.sha256 tells whether a text at hand is the one that was analysed. tokens is sorted by lemma "
    "within each article, with lemmas for forms and without positions: frequencies can be counted again, sentences cannot be read."
)
_WITH = "included, in the columns articles.text and tokens.form. Mind the rights of the publishers."
# Columns of tokens from which the order of words could be had again.
_ORDER = ("i", "start", "end", "head", "sentence")
_PACKAGES = ("numpy", "pandas", "pyarrow", "scikit-learn", "scipy", "spacy", "statsmodels")


def write_archive(
    tables: Mapping[str, pd.DataFrame],
    out: str | os.PathLike,
    *,
    configuration: str,
    texts: bool = False,
    decisions: str | None = None,
    model: str = "",
    seed: int = 0,
    fingerprint: str = "",
) -> Path:
    """Writes a zip file, the same bytes for the same input; ``configuration`` and ``decisions`` are texts of files."""
    files: dict[str, bytes] = {"study.yml": configuration.encode()}
    if decisions is not None:
        files["decisions.json"] = decisions.encode()
    for name, table in tables.items():
        stream = io.BytesIO()
        pq.write_table(to_arrow(name, table if texts else without_text(name, table)), stream, compression="zstd")
        files[f"tables/{name}.parquet"] = stream.getvalue()
    files["README.txt"] = _README.format(version=__version__, texts=_WITH if texts else _WITHOUT).encode()
    manifest = {
        "cadrage": __version__,
        "model": model,
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in _PACKAGES},
        "seed": seed,
        "study": fingerprint,
        "texts": texts,
        "rows": {name: len(table) for name, table in tables.items()},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    path = Path(out)
    # A disk that fills up must not leave half an archive where a whole one was.
    unfinished = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            # No time of writing: equal input gives equal bytes.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
    unfinished.replace(path)
    return path


def without_text(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The same table without what texts could be read from; counts by lemma, voice and zone stay the same.

    >>> without_text("articles", pd.DataFrame({"title": ["Un pont"], "text": ["Il a rouvert."]})).iloc[0].tolist()
    ['Un pont', '']
    """
    if name == "articles":
        return table.assign(text="")
    if name == "tokens":
        # The form is that of the lemma: equal texts stay equal, others different, and nothing more is told.
        bare = table.assign(form=table["lemma"], **dict.fromkeys(_ORDER, 0))
        by = ["lemma", "pos", "morph", "dep", "entity", "zone", "voice", "distance"]
        # Articles keep their order, words lose theirs.
        number = pd.factorize(bare["article_id"].astype(str))[0]
        keys = {c: bare[c].astype(str) for c in by}
        order = pd.DataFrame({"_article": number, **keys}, index=bare.index).sort_values(
            ["_article", *by], kind="stable"
        )
        bare = bare.loc[order.index].reset_index(drop=True)
        bare["i"] = bare.groupby("article_id", observed=True, sort=False).cumcount()
        for column in _ORDER:
            bare[column] = bare[column].astype("Int32")
        return bare
    return table


def read_archive(path: str | os.PathLike) -> dict[str, pd.DataFrame]:
    """The tables of an archive by name, each checked against its hash.

    Raises :class:`~cadrage.errors.TableError` where a file is missing or was changed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            files = {name: archive.read(name) for name in manifest["sha256"]}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise TableError(
            f"« {path} » was expected to be an archive of cadrage, found: {error}: make it again"
        ) from error
    for name, wanted in manifest["sha256"].items():
        if hashlib.sha256(files[name]).hexdigest() != wanted:
            raise TableError(f"« {name} » of « {path} » was expected to be as it was archived, but it has been changed")
    out = {}
    for name in TABLES:
        if data := files.get(f"tables/{name}.parquet"):
            out[name] = make(name, pq.read_table(io.BytesIO(data)).to_pandas())
    return out
