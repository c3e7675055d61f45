"""The report as a file: same bytes twice, no article text where none may be shared, both languages, every figure named."""

import base64
import html
import io
import json
import re
from types import SimpleNamespace
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pytest

from cadrage.errors import CadrageError
from cadrage.report import build
from cadrage.report.decisions import apply, load


@pytest.fixture(scope="module")
def variant(hostile_study, tmp_path_factory):
    """In English, without text, recounted with one decision."""
    folder = tmp_path_factory.mktemp("variant")
    hit = hostile_study.hits.iloc[0]
    sha = hostile_study.articles.set_index("article_id").loc[hit["article_id"], "sha256"]
    decisions = folder / "decisions.json"
    decision = {"table": "hits", "sha256": sha, "start": int(hit["start"]), "end": int(hit["end"])}
    decisions.write_text(json.dumps({"format": "cadrage decisions", "decisions": [decision]}))
    return build(hostile_study, folder / "r.html", lang="en", text=False, decisions=decisions).read_text(
        encoding="utf-8"
    )


def test_two_runs_give_the_same_bytes(hostile_study, hostile_report, tmp_path):
    again = build(hostile_study, tmp_path / "again.html")
    assert again.read_bytes() == hostile_report.read_bytes()


def test_every_figure_has_a_title_and_a_description_and_names_are_unique(demo_report):
    page = demo_report.read_text(encoding="utf-8")
    pictures = re.findall(
        r'<svg role="img" aria-labelledby="(\S+) (\S+)"[^>]*><title id="(\S+)">([^<]+)</title><desc id="(\S+)">([^<]+)</desc>',
        page,
    )
    assert len(pictures) == page.count("<svg") > 20
    assert all(a == c and b == e and d.strip() and f.strip() for a, b, c, d, e, f in pictures)
    names = re.findall(r'\sid="([^"]+)"', re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))
    assert len(names) == len(set(names))
    assert "style=" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_every_chapter_could_be_made(demo_report, variant):
    for page in (demo_report.read_text(encoding="utf-8"), variant):
        assert page.count('class="chapter"') == 7 and "notice failed" not in page


def test_no_outside_reference_and_a_closed_policy(demo_report):
    page = demo_report.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)


def test_without_text_no_word_of_an_article_is_left(variant, hostile_study):
    assert "no article text" in variant
    for text in hostile_study.articles["text"]:
        for run in re.findall(r"\w+(?:\W+\w+){5}", text[:2000]):
            assert run not in variant
    for row in hostile_study.articles.itertuples():
        assert row.sha256 in variant
        assert len(row.title.split()) < 3 or row.title not in variant


def test_decisions_are_said_and_counted(variant, hostile_study):
    assert "Recounted with a reader" in variant and "1 use(s) and 0 reported statement(s)" in variant
    assert "décision d'un lecteur" in variant or "reader" in variant


def test_english_report_has_english_prose(variant, demo_report):
    assert (
        '<html lang="en">' in variant
        and "What this does not show" in variant
        and "Ce que cela ne montre pas" not in variant
    )
    french = demo_report.read_text(encoding="utf-8")
    assert (
        '<html lang="fr">' in french
        and "Ce que cela ne montre pas" in french
        and "What this does not show" not in french
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "no such file"),
        ("{", "saved from a report"),
        ('{"a": 1}', "another JSON"),
        ('{"format": "cadrage decisions", "decisions": [{}]}', "decision 1"),
    ],
)
def test_a_file_that_is_not_decisions_is_said_to_be_none(tmp_path, content, expected):
    file = tmp_path / "d.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CadrageError, match=expected):
        load(file)


def test_a_long_table_stands_whole_beside_the_page(hostile_study, tmp_path, monkeypatch):
    from cadrage.report import csv

    monkeypatch.setattr(csv, "CSV_LONG", 400)
    page = build(hostile_study, tmp_path / "r.html").read_text(encoding="utf-8")
    beside = sorted((tmp_path / "r-csv").glob("*.csv"))
    assert beside
    for file in beside:
        assert f"le tableau entier est dans {file.name}," in page
        link = rf'download="{re.escape(file.name)}" href="data:text/csv;charset=utf-8(;base64)?,([^"]+)"'
        coded, saved = re.search(link, page).groups()
        saved = html.unescape(saved)
        start = base64.b64decode(saved).decode() if coded else unquote(saved)
        whole = file.read_bytes().decode()
        assert 0 < len(start) < len(whole) and whole.startswith(start)
        # The start ends where a record ends.
        assert start.endswith("\r\n") and start.count('"') % 2 == 0


def test_more_figures_than_are_read_are_left_to_the_table(monkeypatch):
    from synthetic import study_of

    from cadrage.measure import ladder
    from cadrage.report import Page, figures, page

    monkeypatch.setattr(page, "EXHIBITS", 2)
    study = study_of({o: ["Le port est fermé."] * n for o, n in {"Le Phare": 1, "L'Ancre": 3, "Le Cap": 2}.items()})
    shown = Page(study).show(figures.corpus_sizes, ladder(study.articles), by="outlet")
    assert "Voici 2 tableaux sur 3" in shown.html and shown.html.count('class="exhibit"') == 2


def test_sentences_link_what_they_count(demo_report):
    page = demo_report.read_text(encoding="utf-8")
    said = re.findall(r'<p class="says">(?:(?!</p>).)*?<a class="count"', page)
    assert len(said) > 8
    # Nothing but the report's own links is markup there.
    assert not re.search(r'<p class="says">(?:(?!</p>).)*?<(?!/?a\b|/p>)', page)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Le Phare", "du Phare"),
        ("Les Échos du port", "des Échos du port"),
        ("APX", "d'APX"),
        ("L'Ancre", "de L'Ancre"),
        ("Radio {n}", "de Radio {n}"),
    ],
)
def test_french_contracts_and_elides_before_a_name(name, said):
    from cadrage.report.language import Language

    one = {"high": "3", "most": name, "n": 1, "total": 2}
    assert f"des mots {said} sont" in Language("fr").t("says shared one", **one)
    assert f"of {name} are" in Language("en").t("says shared one", **one)


def test_without_text_the_tables_beside_the_page_hold_none_either(hostile_study, tmp_path, monkeypatch):
    from cadrage.report import csv

    monkeypatch.setattr(csv, "CSV_LONG", 200)
    build(hostile_study, tmp_path / "r.html", text=False)
    beside = "\n".join(f.read_text(encoding="utf-8") for f in sorted((tmp_path / "r-csv").glob("*.csv")))
    assert beside
    for text in hostile_study.articles["text"]:
        for run in re.findall(r"\w+(?:\W+\w+){5}", text[:2000]):
            assert run not in beside


def test_evidence_gives_way_until_the_page_is_small_enough_and_numbers_stay(hostile_study, tmp_path, monkeypatch):
    from cadrage.report import assemble, store

    def page(largest):
        monkeypatch.setattr(assemble, "LARGEST", largest)
        text = build(hostile_study, tmp_path / "r.html").read_text(encoding="utf-8")
        kept = json.loads(re.search(r'<script type="application/json" id="store">(.*?)</script>', text, re.DOTALL)[1])
        return text, kept

    monkeypatch.setattr(store, "WHOLE_TEXTS", 1)
    full, kept = page(10**9)
    small, fewer = page(1)
    assert len(small) < len(full)
    assert sum(len(s["r"]) for s in fewer["sets"].values()) < sum(len(s["r"]) for s in kept["sets"].values())
    # What a number counts is said all the same, and no number opens nothing.
    assert {k: s["n"] for k, s in fewer["sets"].items()} == {k: s["n"] for k, s in kept["sets"].items()}
    assert all(s["r"] for s in fewer["sets"].values())
    # Every counted row stands beside the page, at its place in the article.
    assert fewer["all"]["hits"] == len(hostile_study.hits)
    beside = pd.read_csv(tmp_path / "r-csv" / "hits.csv")
    assert beside[["start", "end"]].values.tolist() == hostile_study.hits[["start", "end"]].values.tolist()


def test_a_very_large_corpus_lists_only_what_the_page_shows(demo, monkeypatch):
    from cadrage.report import back, store, whole
    from cadrage.report.language import Language
    from cadrage.report.links import Counted

    monkeypatch.setattr(store, "WHOLE_TEXTS", 1)
    monkeypatch.setattr(store, "CAP", {"hits": 5, "attributions": 5})
    for module in (store, whole):
        monkeypatch.setattr(module, "SPREADSHEET", 100)
    monkeypatch.setattr(back, "HASHES", 7)
    counted = Counted("articles", [3, 4], "textes")
    kept = store.Evidence(demo, {"n1": counted}, language=Language("fr"), text=False).store()
    shown = {a for block in kept["tables"].values() for a in block["a"]}
    assert {3, 4} <= shown and len(shown) <= 12
    assert [bool(article) for article in kept["articles"]] == [k in shown for k in range(len(demo.articles))]
    # What is too long for a spreadsheet is in the tables of the study.
    assert len(demo.articles) <= 100 < len(demo.attributions)
    assert kept["files"]["attributions"] == "attributions.parquet" and kept["files"]["articles"] == "articles.csv"
    beside = {name: "".join(pieces) for name, pieces in whole.whole_tables(demo, text=False)}
    assert "attributions.csv" not in beside and beside["articles.csv"].count("\n") > len(demo.articles)
    listed = back.hashes_section(demo, Language("fr"))
    assert sum(digest in listed for digest in demo.articles["sha256"]) == 7 and "7 articles sur" in listed


@pytest.mark.parametrize("text", [False, True])
def test_a_table_beside_the_page_is_the_same_in_any_number_of_pieces(demo, monkeypatch, text):
    from cadrage.report import whole

    once = {name: list(pieces) for name, pieces in whole.whole_tables(demo, text=text)}
    monkeypatch.setattr(whole, "PIECE", 7)
    again = {name: list(pieces) for name, pieces in whole.whole_tables(demo, text=text)}
    assert {name: "".join(pieces) for name, pieces in again.items()} == {name: "".join(p) for name, p in once.items()}
    assert set(again) == {f"{name}.csv" for name in ("articles", *whole.WHOLE)} and len(again["hits.csv"]) > 5
    hits = pd.read_csv(io.StringIO("".join(again["hits.csv"])))
    assert hits["start"].tolist() == demo.hits["start"].tolist()


@pytest.mark.parametrize("large", [False, True])
def test_a_number_opens_the_rows_that_it_counts(demo, monkeypatch, large):
    from cadrage.report import store
    from cadrage.report.language import Language
    from cadrage.report.links import Counted

    if large:
        monkeypatch.setattr(store, "WHOLE_TEXTS", 1)
        monkeypatch.setattr(store, "CAP_OF_SET", 4)
    sets = {
        "a": Counted("hits", demo.hits.index[[9, 1, 4, 6, 7]], "emplois"),
        "b": Counted("attributions", demo.attributions.index[2:9], "paroles"),
        "c": Counted("tokens", [40, 3, 900, 5_000], "mots"),
    }
    kept = store.Evidence(demo, sets, language=Language("fr")).store()
    place = {a: k for k, a in enumerate(demo.articles["article_id"])}
    for name, counted in sets.items():
        table, written = kept["tables"][counted.table], kept["sets"][name]
        opened = [(table["a"][k], table["s"][k], table["e"][k]) for k in np.cumsum(written["r"])]
        rows = (demo.token_rows if counted.table == "tokens" else getattr(demo, counted.table).loc.__getitem__)(
            counted.rows
        )
        spans = (
            zip(rows["starts"].map(min), rows["ends"].map(max), strict=True)
            if "starts" in rows
            else zip(rows["start"], rows["end"], strict=True)
        )
        true = [(place[a], int(s), int(e)) for a, (s, e) in zip(rows["article_id"], spans, strict=True)]
        assert written["n"] == len(true)
        # Of a large corpus some of them, drawn by lot.
        most = 2 if counted.table == "tokens" else 4
        assert opened == true if not large else set(opened) < set(true) and len(opened) == most


def test_counts_of_words_in_all_outlets_open_their_uses(demo):
    from cadrage.measure import correspondence
    from cadrage.report import Page, with_uses

    who = {"articles": demo.articles, "clusters": demo.clusters}
    plane = correspondence(demo.counts(pos=["NOUN"], **who))
    page = Page(demo)
    for measure, shown, counting in (
        (demo.candidates(), {"n": "term", "n_competitor": "competitor"}, who),
        (plane, {"n": "name"}, {"pos": ["NOUN"], **who}),
    ):
        lines = with_uses(measure, demo, top=9, **counting)
        here = lines.head(9)
        here = here[here["kind"] == "term"] if "kind" in here else here
        assert len(here) and not any(map(len, lines.drop(here.index)["rows_n"]))
        for column, word in shown.items():
            for rows, n, lemma in zip(here[f"rows_{column}"], here[column], here[word], strict=True):
                assert len(set(rows)) == n and set(demo.token_rows(rows)["lemma"]) == {lemma}
        links = page.table(lines, top=9).sets
        assert [(c.words, len(c.rows)) for c in links if c.table == "tokens"] == [
            (line[word], line[column]) for _, line in here.iterrows() for column, word in shown.items()
        ]


def test_a_large_corpus_is_represented_by_lot_not_by_its_first_rows():
    from cadrage.report.store import drawn

    rows = drawn(range(10_000), 1_000)
    assert len(set(rows)) == 1_000 and abs(sum(rows) / len(rows) - 5_000) < 300
    # Of numbers counted over one another the smaller one shows what the larger one shows of it.
    part = [r for r in range(10_000) if r % 3 == 0]
    assert set(rows.tolist()) & set(part) <= set(drawn(part, 1_000).tolist())


def test_a_decision_is_about_the_article_that_was_judged_even_where_texts_are_equal(tmp_path):
    hits = pd.DataFrame({"article_id": ["a", "b"], "start": 3, "end": 9, "frame": "port", "term": "annexion",
                         "excluded": False, "reason": ""})  # fmt: skip
    attributions = pd.DataFrame({"article_id": [], "starts": [], "ends": [], "attribution_id": [], "parent_id": []})
    articles = pd.DataFrame({"article_id": ["a", "b"], "sha256": "0" * 64})
    study = SimpleNamespace(hits=hits, attributions=attributions, articles=articles)

    def judged(name):
        decision = {"table": "hits", "article_id": name, "sha256": "0" * 16, "start": 3, "end": 9}
        file = tmp_path / "d.json"
        file.write_text(json.dumps({"format": "cadrage decisions", "decisions": [decision]}))
        return apply(study, file)

    assert judged("a").hits["excluded"].tolist() == [True, False]
    assert judged("b").hits["excluded"].tolist() == [False, True]
    # An article that has another name by now is known by its text; it counts once.
    renamed = judged("z")
    assert renamed.hits["excluded"].sum() == renamed.decided.hits == 1 and renamed.decided.unmatched == 0
