"""Parts on disk: stopped and gone on, changed and pruned, always the same tables."""

from types import SimpleNamespace

import pandas as pd
import pytest

from cadrage.annotate import run
from cadrage.annotate.rows import ArticleRows
from cadrage.annotate.store import Store
from cadrage.errors import StudyError


class Words:
    """An annotator that makes a token of every word: enough to see what is stored, and it counts its work."""

    def __init__(self, fingerprint="1", stop_after=None):
        self.fingerprint, self.stop_after, self.done = fingerprint, stop_after, []

    def annotate(self, articles):
        for article in articles:
            if self.stop_after is not None and len(self.done) >= self.stop_after:
                raise KeyboardInterrupt
            self.done.append(article.article_id)
            if article.text == "faulty":
                yield RuntimeError("boom")
                continue
            rows = ArticleRows()
            for i, word in enumerate(article.text.split()):
                values = dict.fromkeys(rows.tokens, "") | {
                    "article_id": article.article_id, "outlet": article.outlet, "event": article.event, "i": i,
                    "start": i, "end": i + 1, "form": word, "lemma": word, "head": i, "sentence": 0, "zone": "body",
                    "voice": "narrator", "attribution_id": None, "distance": "none", "shared": False,
                    "boilerplate": False,
                }  # fmt: skip
                for name, value in values.items():
                    rows.tokens[name].append(value)
            yield rows


def articles(texts):
    return pd.DataFrame([
        {"article_id": f"a{k:03d}", "outlet": "X", "event": None, "headline_end": 0, "sha256": text, "text": text}
        for k, text in enumerate(texts)
    ])  # fmt: skip


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(run, "CHUNK", 4)


def run_all(table, annotator, folder):
    store = run.annotate_articles(table, annotator, folder, workers=1)
    return store, store.read("tokens", table["article_id"].tolist())


def test_a_run_that_was_stopped_gives_the_same_files(tmp_path):
    table = articles([f"mot{k} deux" for k in range(18)])
    run_all(table, Words(), tmp_path / "whole")
    for stop in (3, 9):
        with pytest.raises(KeyboardInterrupt):
            run_all(table, Words(stop_after=stop), tmp_path / "cut")
    again = Words()
    run_all(table, again, tmp_path / "cut")
    assert len(again.done) < len(table)
    files = {
        p.relative_to(tmp_path / "whole"): p.read_bytes()
        for p in (tmp_path / "whole").rglob("*.parquet")
        if p.is_file()
    }
    other = {
        p.relative_to(tmp_path / "cut"): p.read_bytes() for p in (tmp_path / "cut").rglob("*.parquet") if p.is_file()
    }
    assert files == other and len(files) == 10


def test_only_what_is_new_or_changed_is_annotated_again(tmp_path):
    texts = [f"mot{k}" for k in range(10)]
    run_all(articles(texts), Words(), tmp_path)
    second = Words()
    run_all(articles([*texts, "neuf"]), second, tmp_path)
    assert second.done == ["a010"]
    texts[2] = "changé"
    third = Words()
    _, tokens = run_all(articles(texts), third, tmp_path)
    assert third.done == ["a002"]
    assert tokens["form"].astype(str).tolist() == texts


def test_another_annotator_annotates_everything_again(tmp_path):
    table = articles(["un", "deux"])
    run_all(table, Words("1"), tmp_path)
    other = Words("2")
    _, tokens = run_all(table, other, tmp_path)
    assert other.done == ["a000", "a001"] and len(tokens) == 2


def test_half_a_part_does_not_count(tmp_path):
    table = articles(["un", "deux"])
    run_all(table, Words(), tmp_path)
    next((tmp_path / "tokens.parquet").glob("part-*")).unlink()
    again = Words()
    _, tokens = run_all(table, again, tmp_path)
    assert again.done == ["a000", "a001"] and len(tokens) == 2


def test_an_article_that_fails_costs_no_other(tmp_path):
    store, tokens = run_all(articles(["un", "faulty", "trois"]), Words(), tmp_path)
    assert tokens["form"].astype(str).tolist() == ["un", "trois"]
    assert store.failures() == {"a001": "RuntimeError: boom"}


def test_shared_is_written_where_it_changes(tmp_path):
    store, _ = run_all(articles([f"mot{k}" for k in range(6)]), Words(), tmp_path)
    before = {p: (tmp_path / "tokens.parquet" / p).read_bytes() for p in store.parts()}
    asked = []

    def mask(tokens, articles):
        asked.append(articles)
        return tokens["article_id"].astype(str).isin(articles).to_numpy()

    store.mark_shared({"a005": [(0, 9)]}, mask)
    same = [(tmp_path / "tokens.parquet" / p).read_bytes() == before[p] for p in store.parts()]
    assert same == [True, False]
    assert store.read("tokens", [f"a{k:03d}" for k in range(6)])["shared"].tolist() == [False] * 5 + [True]
    store.mark_shared({"a005": [(0, 9)]}, mask)
    assert asked == [["a005"]]
    store.mark_shared({}, mask)
    assert not store.read("tokens", [f"a{k:03d}" for k in range(6)])["shared"].any()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        StudyError, match="a folder that can be written was expected at .* name another one with --tables"
    ):
        Store(tmp_path / "file" / "tables")


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    store, tokens = run_all(articles(["un"]), Words(), tmp_path)

    def full(table, sink, **options):
        sink.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cadrage.annotate.files.pq.write_table", full)
    with pytest.raises(StudyError, match="No space left on device: free some"):
        run_all(articles(["un", "deux"]), Words(), tmp_path)
    monkeypatch.undo()
    assert store.read("tokens", ["a000"]).equals(tokens)
    assert not list(tmp_path.rglob(".*"))


def test_workers_are_as_many_as_the_corpus_pays_for(monkeypatch):
    monkeypatch.setattr(run.os, "cpu_count", lambda: 8)
    chunks = lambda n: [(k, list(range(64))) for k in range(n)]  # noqa: E731
    assert [run._workers(None, chunks(n)) for n in (1, 10, 100)] == [1, 2, 8]
    assert run._workers(3, chunks(2)) == 2


def test_key_depends_on_text_and_description():
    from cadrage.annotate.store import article_key

    base = {"article_id": "a", "outlet": "X", "event": None, "headline_end": 0, "sha256": "s"}
    keys = {article_key(SimpleNamespace(**base | change), "1") for change in ({}, {"outlet": "Y"}, {"sha256": "t"})}
    assert len(keys) == 3


def test_tokens_of_some_articles_come_in_the_order_asked_for(tmp_path):
    table = articles([f"mot{k} deux" for k in range(18)])
    store, tokens = run_all(table, Words(), tmp_path)
    some = store.some(["a017", "a002", "a003"], columns=["article_id", "form"])
    assert some["form"].tolist() == ["mot17", "deux", "mot2", "deux", "mot3", "deux"]
    whole = store.some(["a003"])
    expected = tokens[tokens["article_id"] == "a003"].reset_index(drop=True)
    pd.testing.assert_frame_equal(whole.astype(object), expected.astype(object))
    assert store.some([]).columns.tolist() == tokens.columns.tolist() and store.some([]).empty
