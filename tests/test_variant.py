"""A study with other words in some articles: what is asked of it, and what stays as it was."""

import gc
import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cadrage import Study
from cadrage.lookup import InTokens
from cadrage.measure import candidates
from cadrage.report.decisions import apply
from cadrage.variant import with_tokens


@pytest.fixture
def study(demo):
    return Study.open(demo.place, tables=demo.table_folder)


def files(study) -> dict[str, str]:
    """The files of a study's tables, by what they hold."""
    found = sorted(p for p in Path(study.table_folder).rglob("*") if p.is_file())
    return {str(p.relative_to(study.table_folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def given_to_the_outlet(tokens: pd.DataFrame) -> pd.DataFrame:
    mine = tokens["article_id"].isin(CHANGED) & (tokens["voice"] == "attributed")
    voice = tokens["voice"].cat.set_categories(["narrator", "attributed"])
    return tokens.assign(voice=voice.mask(mine, "narrator"))


CHANGED: list[str] = []


@pytest.fixture
def changed(study):
    said = study.tokens.loc[study.tokens["voice"] == "attributed", "article_id"].astype(str)
    CHANGED[:] = said.value_counts().index[:2].tolist()
    _ = study.candidates(), study.duplicates
    # On disk, but not at hand: what is at hand goes over in any case.
    del study.duplicates
    return with_tokens(study, CHANGED, given_to_the_outlet)


def test_every_question_is_answered_from_the_changed_words(study, changed):
    whole = given_to_the_outlet(study.tokens)
    pd.testing.assert_frame_equal(changed.tokens, whole, check_categorical=False)
    there = InTokens(whole)
    for voice in ("narrator", "attributed"):
        new, old = changed.counts(voice=voice), there.counts(voice=voice)
        assert new.terms.tolist() == old.terms.tolist()
        assert (new.matrix != old.matrix).nnz == 0
        assert new.matrix.sum() != study.counts(voice=voice).matrix.sum()
    terms = new.terms[:50].tolist()
    for term, rows in changed.lookup.term_rows(terms, voice="attributed").items():
        np.testing.assert_array_equal(rows, there.term_rows([term], voice="attributed")[term])
    some = CHANGED[:1]
    pd.testing.assert_frame_equal(changed.tokens_of(some), there.tokens_of(some), check_categorical=False)


def test_what_was_kept_of_words_is_made_anew_and_of_texts_is_not(study, changed, monkeypatch):
    monkeypatch.setattr("cadrage.read.duplicates.duplicates", lambda *_: pytest.fail("made again"))
    pd.testing.assert_frame_equal(changed.duplicates, study.duplicates)
    found = changed.candidates()
    who = {"articles": study.articles, "clusters": study.clusters}
    pd.testing.assert_frame_equal(found, candidates(changed.tokens, **who), check_dtype=False)


def test_the_study_itself_stays_as_it_was_and_the_other_leaves_nothing(study):
    CHANGED[:] = study.attributions["article_id"].iloc[:1].tolist()
    changed = with_tokens(study, CHANGED, given_to_the_outlet)
    room = Path(changed.table_folder)
    assert room.is_dir()
    changed.candidates()
    _ = changed.index
    before = {name: digest for name, digest in files(study).items() if not name.startswith(room.name)}
    del changed
    gc.collect()
    assert not room.exists()
    assert files(study) == before


def test_decisions_read_no_table_of_all_tokens_and_leave_statements_alone(demo, tmp_path, monkeypatch):
    study = Study.open(demo.place, tables=tmp_path / "tables")
    said = study.attributions.iloc[0]
    sha = study.articles.set_index("article_id")["sha256"][said["article_id"]]
    wrong = {"table": "attributions", "sha256": sha, "start": min(said["starts"]), "end": max(said["ends"])}
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps({"format": "cadrage decisions", "decisions": [wrong]}))
    monkeypatch.setattr(Study, "tokens", property(lambda _: pytest.fail("all tokens were read")))
    judged = apply(study, file)
    assert judged.decided.attributions == 1
    own, before = (s.words.set_index("article_id").loc[said["article_id"], "narrator"] for s in (judged, study))
    assert own > before
    # What is kept with the study's tables is made of its own attributions, whichever is asked first.
    monkeypatch.undo()
    assert judged.statements is study.statements
    pd.testing.assert_frame_equal(Study.open(demo.place, tables=study.table_folder).statements, demo.statements)
