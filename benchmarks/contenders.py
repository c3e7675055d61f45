"""What is timed, one function each: cadrage's steps on a corpus file, and the same done with other libraries.

Every one runs in a process of its own (:func:`run`), so that its peak memory is its own and nothing is warm but the
files.  ``FILE`` is a corpus (:mod:`benchmarks.corpus`), ``TABLES`` a folder for cadrage's tables.

    python -m benchmarks.contenders NAME FILE TABLES WORKERS
"""

import importlib
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pandas as pd

# Words that are asked for: a frequent one and a rarer one.
FREQUENT, RARER = "police", "accord"
# Libraries that cadrage does not need, in an environment of their own.
OTHERS = ("scattertext", "textacy")


def bare(file: str, tables: str, workers: int):
    """The bare spaCy pass over the same texts, with the pipeline that annotate uses."""
    from cadrage.annotate import pipeline
    from cadrage.annotate.view import View

    nlp = pipeline.load("fr", None)
    views = [View.of(t) for t in texts(file)]

    def work() -> dict:
        return {"tokens": sum(sum(not t.is_space for t in doc) for doc in pipeline.docs(nlp, views))}

    return work


def annotate(file: str, tables: str, workers: int):
    """The parts of tokens and attributions, written; the model is loaded before."""
    from cadrage import Study
    from cadrage.annotate.run import annotate_articles

    study = Study.open(file, tables=tables)
    study.articles, study.annotator  # noqa: B018

    def work() -> dict:
        annotate_articles(study.articles, study.annotator, Path(tables), workers=workers)
        return {}

    return work


def finish(file: str, tables: str, workers: int):
    """All else that is kept: shared passages, hits, statements, stance, candidate terms, the index."""
    return _of_study(file, tables, lambda study: study.annotate(), warm=lambda study: study._store)


def index(file: str, tables: str, workers: int):
    """The index, made once: the one that is there is thrown away first."""

    def warm(study):
        shutil.rmtree(Path(tables) / "index", ignore_errors=True)
        return study._marked

    return _of_study(file, tables, lambda study: study.index, warm=warm, workers=1)


def counts(file: str, tables: str, workers: int):
    """The document-term matrix from the index, and the keyness of one outlet."""
    from cadrage.measure import keyness

    def work(study):
        matrix = study.counts()
        keyness(matrix, outlet=study.outlets[0])
        return {"tokens": int(matrix.texts["n_tokens"].sum()), "terms": len(matrix.terms)}

    return _of_study(file, tables, work, warm=lambda study: study.index)


def measures(file: str, tables: str, workers: int):
    """The matrix and every measure of vocabulary for all outlets."""
    from cadrage import measure

    def work(study):
        matrix = study.counts()
        for name in ("tfidf", "keyness", "dispersion", "correspondence"):
            getattr(measure, name)(matrix)
        measure.separation(matrix, reference="rest")
        return {}

    return _of_study(file, tables, work, warm=lambda study: study.index)


def usage(file: str, tables: str, workers: int):
    """A word's uses by outlet, voice and month."""
    return _of_study(
        file,
        tables,
        lambda study: study.usage(FREQUENT, by=["outlet", "voice", "month"]),
        warm=lambda study: study.index,
    )


def page(file: str, tables: str, workers: int):
    """Twenty lines of a concordance, in one outlet's own voice."""
    from cadrage import concordance
    from cadrage.terms import rows_of_term

    def work(study):
        concordance(study, rows_of_term(study, RARER, outlet=study.outlets[0], voice="narrator", first=20))

    # Another word first: speakers are given one name in the whole corpus once for all pages.
    return _of_study(file, tables, work, warm=lambda study: rows_of_term(study, FREQUENT, first=20))


def report(file: str, tables: str, workers: int):
    """The whole report, from tables that are there; what it draws is drawn by a second process beside it."""
    from cadrage.report import build

    return _of_study(file, tables, lambda study: build(study, Path(tables).parent / "report.html"))


def count_vectorizer(file: str, tables: str, workers: int):
    """scikit-learn's CountVectorizer: runs of letters, no lemma, no voice."""
    from sklearn.feature_extraction.text import CountVectorizer

    every = texts(file)
    return lambda: {"terms": CountVectorizer().fit_transform(every).shape[1]}


def scattertext(file: str, tables: str, workers: int):
    """scattertext's corpus build, the texts tokenised before by a blank spaCy pipeline."""
    import scattertext
    import spacy

    frame = pd.read_parquet(file)[["outlet", "text"]]
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    frame["parse"] = list(nlp.pipe(frame["text"]))

    def work() -> dict:
        built = scattertext.CorpusFromParsedDocuments(frame, category_col="outlet", parsed_col="parse").build()
        return {"terms": len(built.get_terms())}

    return work


def textacy(file: str, tables: str, workers: int):
    """textacy's keyword in context, over all texts, for one word."""
    from textacy.extract import keyword_in_context

    every = texts(file)
    return lambda: {"lines": sum(1 for t in every for _ in keyword_in_context(t, RARER))}


def concordance(file: str, tables: str, workers: int):
    """Every line of cadrage's concordance of the same word."""
    from cadrage.evidence import concordance
    from cadrage.terms import rows_of_term

    def work(study):
        return {"lines": len(concordance(study, rows_of_term(study, RARER)))}

    return _of_study(file, tables, work, warm=lambda study: (study.index, study.attributions))


def texts(file: str) -> list[str]:
    """The texts of a corpus file."""
    return pd.read_parquet(file, columns=["text"])["text"].tolist()


def _of_study(file, tables, work, *, warm=lambda study: study.articles, workers=None):
    from cadrage import Study

    study = Study.open(file, tables=tables, workers=workers)
    warm(study)

    def timed() -> dict:
        found = work(study)
        return found if isinstance(found, dict) else {}

    return timed


def run(name: str, file, tables, *, workers: int = 1, python: str = sys.executable) -> dict:
    """Seconds of processor and clock and peak MB of one contender; ``missing``: why its library cannot be imported."""
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    command = [python, "-m", "benchmarks.contenders", name, str(file), str(tables), str(workers)]
    done = subprocess.run(command, env=os.environ | one_thread, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _import(name: str) -> None:
    try:
        importlib.import_module(name)
    except Exception as error:  # one that is installed may fail on another library's version, in any way
        raise ImportError(f"{type(error).__name__}: {error}") from error


def main(name: str, file: str, tables: str, workers: str) -> None:
    """One contender in this process; prints what it took as JSON."""
    try:
        if name in OTHERS:
            _import(name)
        work = globals()[name](file, tables, int(workers))
    except ImportError as error:
        if name not in OTHERS:
            raise
        print(json.dumps({"missing": " ".join(str(error).split())[:200]}))
        return
    before = time.process_time(), time.perf_counter()
    facts = work()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = time.process_time() - before[0] + children.ru_utime + children.ru_stime
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"cpu": cpu, "clock": time.perf_counter() - before[1], "peak_mb": peak / 1024, **facts}))


if __name__ == "__main__":
    main(*islice(sys.argv, 1, 5))
