"""A second run annotates what is new or changed, and nothing else."""

import pandas as pd
import pytest
from typer.testing import CliRunner

from cadrage.annotate.annotator import Annotator
from cadrage.cli import app


@pytest.fixture
def annotated(monkeypatch):
    """The names of the articles that the model reads, as it reads them."""
    seen = []
    original = Annotator.annotate

    def noted(self, articles):
        articles = list(articles)
        seen.extend(a.article_id for a in articles)
        return original(self, articles)

    monkeypatch.setattr(Annotator, "annotate", noted)
    return seen


def run(study):
    assert CliRunner().invoke(app, ["annotate", str(study), "--workers", "1", "-q"]).exit_code == 0
    return {name: pd.read_parquet(study / "tables" / f"{name}.parquet") for name in ("tokens", "attributions")}


def test_one_article_more_than_a_hundred_is_the_only_one_annotated(tmp_path, annotated):
    study = tmp_path / "etude"
    study.mkdir()
    for k in range(100):
        text = f"Le pont numéro {k} est fermé. « Il rouvrira », a dit la maire de Valmer-{k}."
        (study / f"a{k:03d}.txt").write_text(text, encoding="utf-8")
    before = run(study)
    assert len(set(annotated)) == len(annotated) == 100
    annotated.clear()

    # In the middle of the others, so that it moves the articles behind it.
    (study / "a049b.txt").write_text("Le bac est à quai. « Il partira », a dit le maire de Sorle.", encoding="utf-8")
    after = run(study)
    assert [name.removesuffix(".txt") for name in annotated] == ["a049b"]
    for name, table in after.items():
        of_others = table[table["article_id"] != annotated[0]].reset_index(drop=True)
        assert len(table) > len(of_others), name
        order = ["article_id", "start" if name == "tokens" else "attribution_id"]
        one, other = (
            t.astype({"article_id": str}).sort_values(order, ignore_index=True) for t in (of_others, before[name])
        )
        assert one.astype(str).equals(other.astype(str)), name

    annotated.clear()
    run(study)
    assert annotated == []
