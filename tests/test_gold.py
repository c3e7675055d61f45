"""Hand annotation: found by name, hash or its own text; refused with one sentence; scored as by an independent scorer."""

import importlib.util
import json

import pytest
from common import DEMO, shared

from cadrage.gold import GoldError, evaluate, evaluate_study, load_gold
from cadrage.measure.quality.evaluation import judge, summarise, voice_counts

FAULTS = [
    ("{", "was expected to be JSON"),
    ("[]", "was expected to map documents to their annotation, found a list"),
    ('{"a": {}}', "document « a »: a list « attributions » was expected"),
    ('{"a": {"attributions": [{"status": "required"}]}}', "document « a », attribution 1: no « content »: add it"),
]


@pytest.mark.parametrize("text, sentence", FAULTS)
def test_faults(tmp_path, text, sentence):
    (tmp_path / "gold.json").write_text(text)
    with pytest.raises(GoldError) as error:
        load_gold(tmp_path / "gold.json")
    assert sentence in str(error.value)


def test_a_document_that_is_not_there_is_said(demo):
    gold = load_gold(DEMO / "gold.json")
    name, entry = next(iter(gold.items()))
    items, _, left_out = evaluate(demo, {name: entry, "nowhere.txt": {"attributions": []}})
    assert left_out == ["nowhere.txt: no article of the study has this name or this text"]
    assert items["article_id"].nunique() == 1


def test_a_text_that_changed_since_is_not_judged(demo):
    name, entry = next(iter(load_gold(DEMO / "gold.json").items()))
    with pytest.raises(GoldError, match="is not the one that was annotated"):
        evaluate(demo, {name: entry | {"sha256": "0" * 64}})


def test_a_document_with_its_own_text_needs_no_article(demo):
    text = "« Le pont est sûr », a affirmé la mairie de Valmer."
    content = [[2, 17]]
    gold = {"x": {"text": text, "attributions": [
        {"status": "required", "type": "direct", "speaker": "mairie", "source": [31, 50], "content": content}
    ]}}  # fmt: skip
    items, voices, _ = evaluate(demo, gold)
    assert items[["kind", "speaker_right"]].values.tolist() == [["found", True]]
    assert voices["right"].tolist() == voices["words"].tolist() == [10]


def test_the_printed_evaluation_has_every_breakdown(demo):
    said = evaluate_study(demo, DEMO / "gold.json")
    for part in ("by split", "by type", "by outlet", "by construction", "voice:", "heldout", "indirect"):
        assert part in said


def a(content, *, speaker="x", type="direct", status="required", **more):
    return {"content": content, "speaker": speaker, "type": type, "status": status} | more


TEXT = "un deux trois quatre cinq six sept huit neuf dix"


def test_optional_items_are_neither_rewarded_nor_punished():
    gold = {"attributions": [a([[0, 13]], status="optional")]}
    assert judge(gold, [a([(0, 13)])], TEXT) == []
    assert judge(gold, [], TEXT) == []
    assert [r["kind"] for r in judge(gold, [a([(29, 38)])], TEXT)] == ["wrong"]


def test_one_prediction_answers_for_one_item_only():
    gold = {"attributions": [a([[0, 13]]), a([[0, 13]])]}
    assert sorted(r["kind"] for r in judge(gold, [a([(0, 13)])], TEXT)) == ["found", "missed"]


def test_scores_agree_with_the_independent_scorer(demo):
    spec = importlib.util.spec_from_file_location("independent_score", shared("gold") / "score.py")
    independent = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(independent)
    gold = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
    items, voices, _ = evaluate(demo, gold)
    ours = summarise(items).iloc[0]
    texts = {r.article_id + ".txt": r.text for r in demo.articles.itertuples()}
    predicted = {}
    for row in demo.attributions.to_dict("records"):
        content = list(zip(row["starts"], row["ends"], strict=True))
        item = {"type": row["type"], "speaker": _text(row["speaker"]), "content": content}
        predicted.setdefault(row["article_id"] + ".txt", []).append(item)
    theirs = independent.score(gold, predicted, texts)[0.8]
    for mine, name in (("precision", "precision"), ("recall", "recall"), ("f1", "f1"), ("joint_f1", "joint_f1")):
        assert ours[mine] == pytest.approx(theirs[name], abs=1e-9)
    right = voices["right"].sum() / voices["words"].sum()
    assert right == pytest.approx(independent.voice_accuracy(gold, predicted, texts)["accuracy"], abs=1e-9)


def _text(value):
    return value if isinstance(value, str) else None


def test_voice_counts_leave_optional_words_out():
    gold = {"attributions": [a([[0, 7]]), a([[8, 20]], status="optional")]}
    assert voice_counts(gold, [a([(0, 20)])], TEXT) == {"right": 8, "words": 8}
