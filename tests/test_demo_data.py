"""The demonstration study: articles, gold and clusters are what data/README.md says; needs no spaCy."""

import hashlib
import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

DEMO = Path(__file__).parent.parent / "data" / "demo"
MARKS = {"«": "»", "“": "”"}


def read(path):
    """Front matter and text of an article."""
    _, head, text = path.read_bytes().decode("utf-8").split("---\n", 2)
    return yaml.safe_load(head), text


ARTICLES = {path.name: read(path) for path in sorted((DEMO / "articles").glob("*.txt"))}
STUDY = yaml.safe_load((DEMO / "study.yml").read_text(encoding="utf-8"))
GOLD = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
STATEMENTS = json.loads((DEMO / "statements.json").read_text(encoding="utf-8"))
EACH_ATTRIBUTION = [
    pytest.param(name, a, id=f"{name}-{i}") for name, g in GOLD.items() for i, a in enumerate(g["attributions"])
]


def in_quotation_marks(text):
    """For each character, whether it stands inside quotation marks; a mark left open closes with its paragraph."""
    inside, expected = [], []
    for char in text:
        if char == "\n":
            expected = []
        elif expected and char == expected[-1]:
            expected.pop()
        elif char in MARKS or char == '"':
            expected.append(MARKS.get(char, char))
        inside.append(bool(expected) and char != expected[-1])
    return inside


def words(text, spans):
    return [m.start() + start for start, end in spans for m in re.finditer(r"\w+", text[start:end])]


def spans_of(annotated):
    for a in annotated["attributions"]:
        yield from a["content"]
        yield from (span for span in (a["source"], a["cue"]) if span)
    yield from annotated["scare"] + annotated["hedge"]


def test_size_of_the_corpus():
    assert len(ARTICLES) >= 42
    assert {head["outlet"] for head, _ in ARTICLES.values()} == set(STUDY["outlets"])
    assert len(STUDY["outlets"]) == 6
    assert len({head["event"] for head, _ in ARTICLES.values()}) >= 5
    assert sum("date" not in head for head, _ in ARTICLES.values()) == 2


@pytest.mark.parametrize("name", ARTICLES)
def test_article(name):
    head, text = ARTICLES[name]
    assert {"outlet", "title", "section", "event"} <= set(head)
    assert isinstance(head.get("date", date(2025, 1, 1)), date)
    assert text.split("\n\n")[0] == head["title"]
    assert 180 <= len(text.split()) <= 400
    assert name.startswith(head["event"] + "-")


def test_every_outlet_has_an_article_on_every_event():
    pairs = {(head["outlet"], head["event"]) for head, _ in ARTICLES.values()}
    assert len(pairs) == 6 * 6


@pytest.mark.parametrize("frame", STUDY["frames"])
def test_terms_and_excluded_uses_occur(frame):
    corpus = "\n".join(text for _, text in ARTICLES.values()).replace("’", "'").lower()
    declared = STUDY["frames"][frame]
    assert declared["question"]
    for term, forms in declared["terms"].items():
        assert any(re.search(rf"\b{form}s?\b", corpus) for form in forms), term
    for phrase in declared["exclude"]:
        assert phrase in corpus, phrase


def test_gold_covers_sixteen_articles_and_two_held_out_events():
    assert len(GOLD) == 16
    held_out = {g["event"] for g in GOLD.values() if g["split"] == "heldout"}
    assert len(held_out) == 2 and held_out == set(STATEMENTS)
    assert not held_out & {g["event"] for g in GOLD.values() if g["split"] == "dev"}
    assert sum(g["split"] == "heldout" for g in GOLD.values()) == 8


@pytest.mark.parametrize("name", GOLD)
def test_gold_positions(name):
    head, text = ARTICLES[name]
    gold = GOLD[name]
    assert (gold["outlet"], gold["event"]) == (head["outlet"], head["event"])
    assert gold["chars"] == len(text)
    assert gold["sha256"] == hashlib.sha256(text.encode("utf-8")).hexdigest()
    for start, end in spans_of(gold):
        assert 0 <= start < end <= len(text)
        passage = text[start:end]
        assert passage == passage.strip() and passage[-1] not in ".,;:!?"
        assert not re.match(r"\w\w", text[start - 1 : start + 1]), passage
        assert not re.match(r"\w\w", text[end - 1 : end + 1]), passage


@pytest.mark.parametrize("name, attribution", EACH_ATTRIBUTION)
def test_gold_type_agrees_with_the_quotation_marks(name, attribution):
    text = ARTICLES[name][1]
    assert attribution["status"] in ("required", "optional")
    assert attribution["speaker"]
    start = attribution["content"][0][0]
    if text[:start].rsplit("\n", 1)[-1].startswith("— "):
        return  # a turn of a dialogue: direct without quotation marks
    inside = in_quotation_marks(text)
    marked = [inside[i] for i in words(text, attribution["content"])]
    assert attribution["type"] == ("direct" if all(marked) else "mixed" if any(marked) else "indirect")


@pytest.mark.parametrize("name", GOLD)
def test_scare_quotes_stand_in_marks_and_outside_required_content(name):
    text, gold = ARTICLES[name][1], GOLD[name]
    attributed = set(words(text, [s for a in gold["attributions"] if a["status"] == "required" for s in a["content"]]))
    inside = in_quotation_marks(text)
    for span in gold["scare"]:
        assert all(inside[i] for i in words(text, [span]))
        assert not attributed & set(words(text, [span]))
    for span in gold["hedge"]:
        assert not attributed & set(words(text, [span]))


def test_readme_states_the_counts():
    readme = (DEMO.parent / "README.md").read_text(encoding="utf-8")
    required = sum(a["status"] == "required" for g in GOLD.values() for a in g["attributions"])
    assert f"`required` ({required})" in readme
    assert f"| {len(ARTICLES)} articles" in readme
    for outlet in STUDY["outlets"]:
        count = sum(head["outlet"] == outlet for head, _ in ARTICLES.values())
        assert re.search(rf"(?m)^\| {outlet} \|.*\| {count} \|$", readme), outlet


def test_statement_clusters_part_the_required_attributions():
    members = [tuple(m) for clusters in STATEMENTS.values() for c in clusters for m in c["members"]]
    required = {
        (name, i)
        for name, g in GOLD.items()
        if g["split"] == "heldout"
        for i, a in enumerate(g["attributions"])
        if a["status"] == "required"
    }
    assert len(members) == len(set(members))
    assert set(members) == required
    for event, clusters in STATEMENTS.items():
        assert all(GOLD[name]["event"] == event for c in clusters for name, _ in c["members"])


def test_the_corpus_has_the_mess_of_the_press():
    texts = [text for _, text in ARTICLES.values()]
    corpus = "\n".join(texts)
    for mark in (
        "\u00ab\u00a0",
        "\u00ab\u202f",
        "«",
        "“",
        '"',
        "’",
        "'",
        "\n— ",
        "Publié le",
        "Avec APX",
        "| Photo",
        "Lire aussi",
    ):
        assert mark in corpus, mark
    paragraphs = [p for text in texts for p in text.split("\n\n")]
    assert sum(p.count('"') % 2 for p in paragraphs) == 1  # one mark is never closed
    assert any(a.endswith(".") and a.count("«") > a.count("»") and b.startswith("«") for a, b in pairwise(paragraphs))
