"""What was read is read again only where something changed; what is kept is what was read."""

import pandas as pd
import pyarrow as pa
import pytest

from cadrage import Study
from cadrage.codebook import Codebook
from cadrage.errors import StudyError
from cadrage.folder import Folder
from cadrage.read import kept, read_articles
from cadrage.read.kept import keep, load, reading_key

TEXTS = {
    "Phare/un.txt": "Le pont a rouvert\n\n« Enfin ! » a lancé la maire Odile Marchetti.",
    "Phare/deux.txt": "---\ndate: 2026-03-04\n---\nLe bac reprend jeudi…",
    "Ancre/vide.txt": "",
}


@pytest.fixture
def corpus(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    return tmp_path / "corpus"


def test_kept_is_what_was_read(corpus, tmp_path):
    articles, problems = read_articles(corpus, Codebook())
    assert len(articles) == 2 and len(problems) >= 2
    folder, key = Folder(tmp_path), reading_key(corpus, Codebook())
    assert load(folder, key) is None
    keep(folder, key, articles, problems)
    back, listed = load(folder, key)
    pd.testing.assert_frame_equal(back, articles)
    assert listed == problems
    assert load(folder, "another key") is None
    (tmp_path / "problems.parquet").write_bytes(b"PAR1 cut")
    assert load(folder, key) is None


@pytest.mark.parametrize("change", ["text", "name", "more", "less", "codebook"])
def test_any_change_of_the_source_is_read(corpus, change):
    before = reading_key(corpus, Codebook())
    one, codebook = corpus / "Phare" / "un.txt", Codebook()
    if change == "text":
        one.write_text(TEXTS["Phare/un.txt"].replace("Enfin", "Voilà"), encoding="utf-8")
    elif change == "name":
        one.rename(corpus / "Ancre" / "un.txt")
    elif change == "more":
        (corpus / "trois.txt").write_text("Un texte de plus.", encoding="utf-8")
    elif change == "less":
        one.unlink()
    else:
        codebook = Codebook(language="fr", outlets={"Le Phare": ["Phare"]})
    assert reading_key(corpus, codebook) != before


def test_results_beside_the_articles_change_nothing(corpus):
    before = reading_key(corpus, Codebook())
    (corpus / "tables").mkdir()
    (corpus / "tables" / "hits.parquet").write_bytes(b"PAR1")
    (corpus / "report-csv").mkdir()
    (corpus / "report-csv" / "mots.csv").write_text("outlet;term\nPhare;pont\n", encoding="utf-8")
    page = '<!doctype html><meta name="generator" content="cadrage 1">'
    (corpus / "report.html").write_text(page, encoding="utf-8")
    with_page = reading_key(corpus, Codebook())
    (corpus / "report.html").write_text(page + "<p>autre", encoding="utf-8")
    assert reading_key(corpus, Codebook()) == with_page
    (corpus / "report.html").unlink()
    assert reading_key(corpus, Codebook()) == before
    assert len(read_articles(corpus, Codebook())[0]) == 2


@pytest.mark.parametrize("many", [kept.MANY, 1])
def test_a_study_reads_its_source_once(corpus, tmp_path, monkeypatch, many):
    monkeypatch.setattr(kept, "MANY", many)
    first = Study.open(corpus, tables=tmp_path / "t", workers=1)
    read = first.articles
    first.annotate()
    # Once they are kept, those of a large corpus are the mapped ones.
    assert (first.articles is read) == (many > 1)
    pd.testing.assert_frame_equal(first.articles, read)
    monkeypatch.setattr("cadrage.study.read_articles", None)
    second = Study.open(corpus, tables=tmp_path / "t", workers=1)
    pd.testing.assert_frame_equal(second.articles, first.articles)
    assert second.problems == first.problems
    pd.testing.assert_frame_equal(second.hits, first.hits)


def test_where_nothing_is_there_it_is_said(tmp_path):
    with pytest.raises(StudyError, match="there is nothing there"):
        reading_key(tmp_path / "absent", Codebook())


def test_a_distant_folder_that_cannot_be_read_holds_nothing(corpus, monkeypatch):
    folder = Folder("memory://rien-ici")

    def refuse(*args, **options):
        raise RuntimeError("no credentials")

    monkeypatch.setattr(folder.fs, "cat_ranges", refuse)
    assert load(folder, reading_key(corpus, Codebook())) is None


def test_texts_of_a_large_corpus_are_mapped(corpus, tmp_path, monkeypatch):
    long = "Le pont a rouvert. " * 200_000
    (corpus / "Phare" / "long.txt").write_text(long, encoding="utf-8")
    articles, problems = read_articles(corpus, Codebook())
    monkeypatch.setattr(kept, "MANY", 3)
    folder, key = Folder(tmp_path), reading_key(corpus, Codebook())
    keep(folder, key, articles, problems)
    (tmp_path / "derived").mkdir()
    (tmp_path / "derived" / "texts-older.arrow").write_bytes(b"of another reading")
    load(folder, key)
    assert [f.name for f in tmp_path.glob("derived/*")] == [f"texts-{key}.arrow"]
    before = pa.total_allocated_bytes()
    back, _ = load(folder, key)
    assert pa.total_allocated_bytes() - before < len(long) / 10
    pd.testing.assert_frame_equal(back, articles)
    # A file that was damaged is made anew with the next reading.
    (tmp_path / "derived" / f"texts-{key}.arrow").write_bytes(b"ARROW1")
    assert load(folder, key) is None
    keep(folder, key, articles, problems)
    pd.testing.assert_frame_equal(load(folder, key)[0], articles)
