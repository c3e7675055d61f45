"""A study in which the words of some articles are others than on disk: what a reader's decisions make of it.

Its tables stand in a folder of their own for as long as it is used.  Only the parts of the articles concerned are
written there, and only their segments of the index are made anew; all else is shared with the study that it comes of.
"""

from __future__ import annotations

import copy
import hashlib
import tempfile
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pandas as pd

from cadrage.folder import Folder

if TYPE_CHECKING:
    from cadrage.study import Study

# What is kept with the tables and made of texts, whatever is said in whose voice.
OF_TEXTS = ("duplicates", "events", "independent-texts", "speakers", "words-of-articles", "words-of-passages")
# What the study itself has at hand of its tokens.
_OF_TOKENS = ("index", "lookup", "tokens")


def with_tokens(study: Study, articles: Iterable[str], change: Callable[[pd.DataFrame], pd.DataFrame]) -> Study:
    """A copy of a study in which ``change`` was made to the tokens of some articles.

    ``change`` is given whole parts of the table; it keeps their rows and columns.
    """
    # These are tables of the study as it is on disk; whoever changes them as well does so in memory.
    _ = study.hits, study.passages, study.statements, study.events, study.index
    store = study._marked
    # Below the tables where these are on this machine: there files can have a second name.
    where = store.folder.root if store.folder.local else None
    room = tempfile.TemporaryDirectory(prefix="variant-", dir=where, ignore_cleanup_errors=True)
    folder, articles = Folder(room.name), sorted(articles)
    kept = store.folder.files("derived")
    store.folder.share([f"derived/{name}.parquet" for name in OF_TEXTS if f"{name}.parquet" in kept], folder)
    index = Folder(store.folder.mapped)
    index.share(
        [f"index/{segment}/{file}" for segment in study.index.parts for file in index.files(f"index/{segment}")], folder
    )
    out = copy.copy(study)
    for name in _OF_TOKENS:
        out.__dict__.pop(name, None)
    mark = hashlib.sha256(repr(articles).encode()).hexdigest()[:16]
    out._store = out._marked = store.altered(folder, articles, change, mark)
    out.table_folder = folder.root
    # The folder goes with the last study that uses it.
    out._room = room
    return out
