"""Tables at an address: the tables, the index and the answers of a folder on this machine."""

import sys

import pandas as pd
import pytest
from common import DEMO

from cadrage import Study, tables
from cadrage.annotate import run
from cadrage.annotate.kept_tables import KeptTables
from cadrage.annotate.store import Store
from cadrage.errors import StudyError
from cadrage.folder import Folder
from cadrage.measure import keyness

TABLES = ("tokens", "attributions", "hits", "passages", "statements")
OUTLETS = "SELECT outlet, count(*) AS n, sum(shared::int) AS copied FROM tokens GROUP BY 1 ORDER BY 1"


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(run, "CHUNK", 8)


@pytest.fixture
def memory(tmp_path, monkeypatch):
    """An address in this process's memory, empty, and a cache folder for the index."""
    from fsspec import filesystem

    monkeypatch.setenv("CADRAGE_CACHE", str(tmp_path / "cache"))
    yield "memory://seau/tables"
    filesystem("memory").store.clear()


def tables_of(study):
    return {name: getattr(study, name) for name in TABLES}


def assert_same(one, other):
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, other[name])


def test_tables_at_an_address_are_those_of_a_folder(memory, demo, tmp_path):
    study = Study.open(DEMO, tables=memory)
    assert study.annotate() == memory
    assert_same(tables_of(study), tables_of(demo))
    assert study.tokens["shared"].any()
    pd.testing.assert_frame_equal(study.query(OUTLETS), demo.query(OUTLETS))
    pd.testing.assert_frame_equal(keyness(study.counts()), keyness(demo.counts()))
    pd.testing.assert_frame_equal(study.usage("annexion"), demo.usage("annexion"))
    # The index is mapped into memory, and lies on this machine; all else lies at the address.
    assert study.index.folder.is_relative_to(tmp_path / "cache") and len(list(study.index.folder.iterdir())) == 1
    assert {"articles.parquet", "made-of.json", "hits.parquet"} <= Folder(memory).files().keys()


def test_a_second_run_touches_only_what_is_new(memory, tmp_path):
    for k in range(9):
        (tmp_path / f"{k}.txt").write_text(f"Le pont {k} a rouvert jeudi, a déclaré la maire.")
    Study.open(tmp_path, tables=memory).annotate()
    before = {
        name: facts for t in ("tokens", "attributions") for name, facts in Folder(memory).files(f"{t}.parquet").items()
    }
    asked = []
    (tmp_path / "9.txt").write_text("Les pêcheurs dénoncent le coût du chantier.")
    again = Study.open(tmp_path, tables=memory, progress=lambda what, done, total: asked.append((what, done, total)))
    assert again.tokens["article_id"].nunique() == 10
    assert ("annotate", 9, 10) in asked
    after = {
        name: facts for t in ("tokens", "attributions") for name, facts in Folder(memory).files(f"{t}.parquet").items()
    }
    assert before.items() <= after.items() and len(after) == len(before) + 1


def test_a_write_that_is_stopped_leaves_nothing(memory):
    folder = Folder(memory)
    with pytest.raises(KeyboardInterrupt), folder.writing("tokens.parquet/part-000000-a.parquet") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert not folder.files("tokens.parquet")


@pytest.mark.parametrize("address", [False, True])
def test_a_part_that_is_not_whole_is_made_again(memory, tmp_path, address):
    place = memory if address else tmp_path / "tables"
    whole = Study.open(DEMO, tables=place).tokens
    folder = Folder(place)
    part = f"tokens.parquet/{sorted(folder.files('tokens.parquet'))[1]}"
    data = folder.fs.cat_file(folder._path(part))
    # As a server without renaming leaves it that was switched off.
    folder.fs.pipe_file(folder._path(part), data[: len(data) // 2])
    study = Study.open(DEMO, tables=place)
    pd.testing.assert_frame_equal(study.tokens, whole)
    assert folder.files(part.split("/")[0])[part.split("/")[1]]["size"] == len(data)


def test_what_a_part_says_of_itself_may_be_long(memory, monkeypatch):
    Study.open(DEMO, tables=memory).annotate()
    keys = Store(memory).keys()
    monkeypatch.setattr("cadrage.annotate.footers.LAST", 64)
    monkeypatch.setattr("cadrage.annotate.footers._KNOWN", {})
    assert Store(memory).keys() == keys and keys


def test_an_error_of_the_store_is_not_taken_for_a_part_that_is_missing(memory, monkeypatch):
    Study.open(DEMO, tables=memory).annotate()
    monkeypatch.setattr("cadrage.annotate.footers._KNOWN", {})
    monkeypatch.setattr(type(Folder(memory).fs), "cat_file", lambda *a, **k: (_ for _ in ()).throw(OSError("lost")))
    with pytest.raises(OSError, match="lost"):
        Store(memory).keys()


def test_an_address_of_this_machine_is_its_path(demo, tmp_path):
    study = Study.open(DEMO, tables=(tmp_path / "tables").as_uri())
    assert study.annotate() == tmp_path / "tables"
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "tables" / "hits.parquet"), demo.hits, check_dtype=False)
    assert study.index.folder == tmp_path / "tables" / "index"


def test_a_cluster_shares_an_address(demo, tmp_path, cluster):
    study = Study.open(DEMO, tables=tmp_path.as_uri(), scheduler=cluster.scheduler_address)
    assert_same(tables_of(study), tables_of(demo))


def test_workers_that_see_another_folder_are_said(memory, cluster):
    with pytest.raises(StudyError, match=r"« memory://seau/tables », those of \d+ are not there: all workers must see"):
        Study.open(DEMO, tables=memory, scheduler=cluster.scheduler_address).annotate()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            "seau://a/b",
            "an address such as s3://bucket/tables was expected, found « seau://a/b »: « seau » is no protocol",
        ),
        ("s3://bucket/tables", "« s3://bucket/tables » needs a package that is not installed: pip install s3fs"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_sentence(place, said, monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(StudyError) as error:
        Store(place)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (PermissionError("Access Denied"), "Access Denied"),
        (FileNotFoundError("The specified bucket does not exist"), "The specified bucket does not exist"),
        (RuntimeError("no credentials"), "no credentials"),
    ],
)
def test_a_store_that_refuses_is_one_sentence(memory, monkeypatch, error, found):
    def refuse(*args, **options):
        raise error

    for name in ("pipe_file", "mkdir"):
        monkeypatch.setattr(type(Folder(memory).fs), name, refuse)
    said = f"expected at « {memory} », found: {found}: check the address and your rights there, or name another one"
    with pytest.raises(StudyError, match=said):
        Store(memory)


def test_small_tables_at_an_address_are_made_once(memory):
    kept, made = KeptTables(Store(memory).folder), []
    for key in ("k", "k", "other"):
        kept.cached("hits", key, lambda: made.append(1) or tables.empty("hits"))
    assert len(made) == 2
