"""The five articles this project started from: what must come out of them, by position; no word of theirs stands here."""

import shutil

import pytest
from common import shared
from typer.testing import CliRunner

from cadrage import Study
from cadrage.cli import app

BOOK = """
articles: articles
frames:
  crimee:
    question: How is Crimea's change of hands in 2014 named?
    terms: {rattachement: [rattachement, rattacher], annexion: [annexion, annexer]}
  appel:
    question: Who is called upon to do what?
    terms: {retenue: [retenue]}
"""


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    source = shared("seed-corpus")
    folder = tmp_path_factory.mktemp("seeds")
    shutil.copytree(source, folder / "articles")
    (folder / "study.yml").write_text(BOOK, encoding="utf-8")
    return Study.open(folder, workers=1)


def uses(study, term):
    rows = study.hits[study.hits["term"] == term]
    assert not rows["excluded"].any()
    return [(r.article_id, r.voice, r.speaker if isinstance(r.speaker, str) else None) for r in rows.itertuples()]


def test_rattachement_is_the_outlet_s_own_word_twice_in_003(seeds):
    rows = seeds.hits[seeds.hits["term"] == "rattachement"]
    assert [(r.article_id, r.voice, r.distance, r.negated) for r in rows.itertuples()] == [
        ("003", "narrator", "none", False)
    ] * 2


def test_annexion_is_said_once_by_western_countries(seeds):
    ((article, voice, speaker),) = uses(seeds, "annexion")
    assert (article, voice) == ("003", "attributed")
    assert "occidentaux" in speaker.lower()


def test_retenue_is_the_kremlin_s_word_but_for_one_intertitle(seeds):
    found = uses(seeds, "retenue")
    assert [a for a, *_ in found] == ["000", "001", "001", "004"]
    assert found[1] == ("001", "narrator", None)
    kremlin = [found[0], found[2], found[3]]
    assert [v for _, v, _ in kremlin] == ["attributed"] * 3
    assert [s for *_, s in kremlin] == ["Kremlin"] * 3
    rows = seeds.hits[(seeds.hits["term"] == "retenue") & (seeds.hits["voice"] == "attributed")]
    kinds = seeds.attributions.set_index("attribution_id").loc[rows["attribution_id"], "type"]
    assert kinds.tolist() == ["direct", "indirect", "indirect"]


def test_positions_are_those_of_the_untouched_files(seeds):
    texts = seeds.articles.set_index("article_id")["text"]
    for path in (seeds.folder / "articles").glob("*.txt"):
        assert texts[path.stem] == path.read_bytes().decode("utf-8")
    for hit in seeds.hits.itertuples():
        assert texts[hit.article_id][hit.start : hit.end].lower().startswith(hit.term[:6])


def test_a_bare_folder_of_texts_works_and_says_what_it_assumed(tmp_path):
    for path in shared("seed-corpus").glob("*.txt"):
        shutil.copy(path, tmp_path)
    checked = CliRunner().invoke(app, ["check", str(tmp_path)])
    assert checked.exit_code == 0
    assert checked.output.count("each file counts as an outlet of its own") == 5
    study = Study.open(tmp_path, workers=1)
    assert study.outlets == ["000", "001", "002", "003", "004"]
    assert len(study.attributions) > 20
