"""An article that takes too long is listed with its reason, and the others are annotated as ever."""

import multiprocessing
import re
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from types import SimpleNamespace

import pandas as pd
import pytest

from cadrage.annotate import annotator as module
from cadrage.annotate.annotator import Annotator
from cadrage.annotate.limits import MAX_CHARACTERS, TookTooLong, at_most, seconds_allowed
from cadrage.annotate.rows import ArticleRows
from cadrage.annotate.run import annotate_articles

TEXT = "Le pont a rouvert jeudi, a déclaré la maire. "
SLOW = "LENT"


def article(number: int, text: str = TEXT) -> SimpleNamespace:
    return SimpleNamespace(
        article_id=f"a{number}", outlet="X", event=None, headline_end=0, title="", text=text, sha256=str(hash(text))
    )


def spin(*args) -> None:
    """Work without end that a library might do: it even swallows exceptions."""
    while True:
        try:
            sum(range(100))
        except Exception:
            continue


def slow_rules(patch=setattr) -> None:
    """Rules that never come to an end with a text that says LENT."""
    find = module.find
    patch(module, "find", lambda doc, *rest: spin() if SLOW in doc.text else find(doc, *rest))


def slow_model(patch=setattr) -> None:
    """A model that does."""
    docs = module.pipeline.docs

    def hang(nlp, views, **options):
        for view in views:
            yield spin() if SLOW in view.text else next(docs(nlp, [view]))

    patch(module.pipeline, "docs", hang)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("slow", [slow_rules, slow_model])
@pytest.mark.parametrize("in_thread", [False, True])
def test_a_slow_article_is_given_up_and_the_others_are_not(slow, in_thread, monkeypatch):
    annotator = Annotator.load()
    # Lexicons are read with the first article, which may take its time.
    list(annotator.annotate([article(0)]))
    monkeypatch.setenv("CADRAGE_ARTICLE_SECONDS", "1.5")
    slow(monkeypatch.setattr)
    articles = [article(k, TEXT + SLOW if k == 2 else TEXT * k) for k in range(1, 5)]
    out = []
    run = lambda: out.extend(annotator.annotate(articles))  # noqa: E731
    if in_thread:
        worker = threading.Thread(target=run)
        worker.start()
        worker.join()
    else:
        run()
    assert [isinstance(r, ArticleRows) for r in out] == [True, False, True, True]
    assert str(out[1]).startswith("at most 1.5 seconds were expected, but it takes longer: split ")


@pytest.mark.timeout(120)
def test_a_slow_article_in_a_worker_process_is_listed(tmp_path, monkeypatch):
    monkeypatch.setenv("CADRAGE_ARTICLE_SECONDS", "8")
    rows = [vars(article(k, TEXT + SLOW if k == 1 else TEXT * (k + 1))) for k in range(3)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, initializer=slow_rules) as pool:
        store = annotate_articles(pd.DataFrame(rows), Annotator.load(), tmp_path, executor=pool)
    assert set(store.failures()) == {"a1"} and "8 seconds" in store.failures()["a1"]
    assert set(store.read("tokens", ["a0", "a1", "a2"])["article_id"]) == {"a0", "a2"}


def test_a_text_too_large_is_refused_before_it_is_looked_at():
    annotator = Annotator.load()
    begun = time.process_time()
    out = list(annotator.annotate([article(1, "a " * MAX_CHARACTERS), article(2)]))
    assert time.process_time() - begun < 5
    assert re.fullmatch(r"at most 300,000 characters were expected, found 600,000: split .*", str(out[0]))
    assert isinstance(out[1], ArticleRows)


def test_an_article_that_breaks_the_model_does_not_cost_those_beside_it(monkeypatch):
    annotator = Annotator.load()
    docs = module.pipeline.docs

    def broken(nlp, views, **options):
        for view in views:
            if SLOW in view.text:
                raise RuntimeError("boom")
            yield next(docs(nlp, [view]))

    monkeypatch.setattr(module.pipeline, "docs", broken)
    out = list(annotator.annotate([article(1), article(2, SLOW), article(3)]))
    assert [isinstance(r, ArticleRows) for r in out] == [True, False, True] and str(out[1]) == "boom"


def test_nothing_is_raised_after_the_block():
    for _ in range(200):
        try:
            with at_most(0.001):
                time.sleep(0.001)
        except TookTooLong:
            pass
        sum(range(1000))
    time.sleep(0.05)


@pytest.mark.parametrize(("given", "seconds"), [("", 120), ("x", 120), ("-1", 120), ("30", 30), ("0.5", 0.5)])
def test_the_limit_can_be_given(monkeypatch, given, seconds):
    monkeypatch.setenv("CADRAGE_ARTICLE_SECONDS", given)
    assert seconds_allowed() == seconds
