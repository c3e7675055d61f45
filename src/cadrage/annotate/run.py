"""Annotates what is not annotated yet, chunk by chunk, in one process or several."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import cache

import pandas as pd

from cadrage.annotate.annotator import Annotator
from cadrage.annotate.garbage import collected_afterwards
from cadrage.annotate.jobs import here, on, processes
from cadrage.annotate.store import Store, article_key
from cadrage.errors import StudyError

Progress = Callable[[int, int], None]

# Articles in one part on disk, and in one piece of work: what a run that is stopped has to do again at most.
CHUNK = 64
# Below this many articles the start of further processes costs more than they save (a model loads in about a second).
ARTICLES_PER_WORKER = 300


def annotate_articles(
    articles: pd.DataFrame,
    annotator: Annotator,
    folder: str | os.PathLike,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Store:
    """The store with every article annotated; what it held for the same articles before is kept.

    ``workers`` processes work side by side (default: as many as the corpus pays for, at most the machine's cores), or
    the jobs go to an ``executor``, such as the one of a Dask cluster whose workers see the same ``folder``.
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
    for size in _work(
        store, articles, keys, chunks, annotator, executor, 1 if store.folder.private else _workers(workers, chunks)
    ):
        done += size
        if progress:
            progress(done, len(articles))
    store.prune(set(keys), dict(zip(keys, articles["article_id"], strict=True)))
    if missing := len(set(articles["article_id"]) - store.home.keys()):
        raise StudyError(
            f"annotations of {len(articles)} articles were expected in « {store.folder} », those of {missing} are not "
            "there: all workers must see the same folder under this path or address"
        )
    return store


def _workers(asked: int | None, chunks: list) -> int:
    if asked:
        return max(1, min(asked, len(chunks)))
    paying = sum(len(todo) for _, todo in chunks) // ARTICLES_PER_WORKER
    return max(1, min(os.cpu_count() or 1, paying))


def _work(store, articles, keys, chunks, annotator, executor, workers) -> Iterator[int]:
    """Sizes of chunks as they get done: here, in processes of this machine, or on a cluster, by the same jobs."""
    jobs = ((n, articles.iloc[todo], [keys[k] for k in todo]) for n, todo in chunks)
    if executor is None and workers == 1:
        yield from here(_annotate, ((*job, store, annotator) for job in jobs))
        return
    settings = (annotator.language, annotator.model_name, tuple((k, tuple(v)) for k, v in annotator.actors.items()))
    work = processes(workers) if executor is None else on(executor)
    yield from work(_remote, ((*job, store.folder.shared, settings) for job in jobs))


def _remote(number: int, articles: pd.DataFrame, keys: list[str], folder: str, settings: tuple) -> int:
    return _annotate(number, articles, keys, _store(folder), _annotator(*settings))


@cache
def _store(folder: str) -> Store:
    """One store a process: it tries at its start whether the folder can be written."""
    return Store(folder)


@cache
def _annotator(language: str, model: str, actors: tuple) -> Annotator:
    """One annotator a process: a model takes a second to load."""
    return Annotator.load(language, model, {name: list(phrases) for name, phrases in actors})


def _annotate(number: int, articles: pd.DataFrame, keys: list[str], store: Store, annotator: Annotator) -> int:
    rows = list(articles.itertuples(index=False))
    with collected_afterwards():
        store.write(number, rows, keys, list(annotator.annotate(rows)))
    return len(rows)
