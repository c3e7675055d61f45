"""Annotates what is not annotated yet, chunk by chunk, in one process or several."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import pandas as pd

from cadrage.annotate.annotator import Annotator
from cadrage.annotate.store import Store, article_key

Progress = Callable[[int, int], None]

# Articles in one part on disk, and in one piece of work: what a run that is stopped has to do again at most.
CHUNK = 64
# Below this many articles the start of further processes costs more than they save (a model loads in about a second).
ARTICLES_PER_WORKER = 300


def annotate_articles(
    articles: pd.DataFrame,
    annotator: Annotator,
    folder: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Store:
    """The store with every article annotated; what it held for the same articles before is kept.

    ``workers`` processes work side by side (default: as many as the corpus pays for, at most the machine's cores);
    ``progress(done, total)`` counts articles.  Stopped at any moment, the next run takes up after the last part.
    """
    store = Store(folder)
    annotated_by = annotator.fingerprint
    keys = [article_key(a, annotated_by) for a in articles.itertuples(index=False)]
    stored = store.keys()
    done = sum(key in stored for key in keys)
    chunks = []
    # Chunks are cut from the whole list, so that a run that was stopped leaves the same parts as one that was not.
    for start in range(0, len(articles), CHUNK):
        todo = [k for k in range(start, min(start + CHUNK, len(articles))) if keys[k] not in stored]
        if todo:
            chunks.append((start // CHUNK, todo))
    if progress:
        progress(done, len(articles))
    for size in _work(store, articles, keys, chunks, annotator, _workers(workers, chunks)):
        done += size
        if progress:
            progress(done, len(articles))
    store.prune(set(keys), dict(zip(keys, articles["article_id"], strict=True)))
    return store


def _workers(asked: int | None, chunks: list) -> int:
    if asked:
        return max(1, min(asked, len(chunks)))
    paying = sum(len(todo) for _, todo in chunks) // ARTICLES_PER_WORKER
    return max(1, min(os.cpu_count() or 1, paying))


def _work(store, articles, keys, chunks, annotator, workers):
    """Sizes of chunks as they get done."""
    jobs = ((n, list(articles.iloc[todo].itertuples(index=False)), [keys[k] for k in todo]) for n, todo in chunks)
    if workers == 1:
        for job in jobs:
            yield _one(job, store, annotator)
        return
    # Spawned, not forked: a forked copy of a process with threads (BLAS) can hang.
    context = multiprocessing.get_context("spawn")
    settings = (annotator.language, annotator.model_name, annotator.actors)
    with ProcessPoolExecutor(workers, context, initializer=_start, initargs=(store.folder, settings)) as pool:
        # Plain tuples travel; the named ones of pandas cannot be pickled.
        columns = list(articles.columns)
        futures = [pool.submit(_remote, n, columns, [tuple(a) for a in rows], ks) for n, rows, ks in jobs]
        for future in as_completed(futures):
            yield future.result()


_STATE: dict = {}


def _start(folder: Path, settings: tuple) -> None:
    _STATE["store"], _STATE["annotator"] = Store(folder), Annotator(*settings)


def _remote(number: int, columns: list[str], rows: list[tuple], keys: list[str]) -> int:
    articles = list(pd.DataFrame(rows, columns=columns).itertuples(index=False))
    return _one((number, articles, keys), _STATE["store"], _STATE["annotator"])


def _one(job: tuple, store: Store, annotator: Annotator) -> int:
    number, articles, keys = job
    store.write(number, articles, keys, list(annotator.annotate(articles)))
    return len(articles)
