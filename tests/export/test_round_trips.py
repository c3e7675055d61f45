"""What is exported and can be imported comes back: texts character by character, and what is known about them."""

import csv
import json
import re
from types import SimpleNamespace

import pandas as pd
import pytest
from lxml import etree

from cadrage import export, tables
from cadrage.codebook import Codebook
from cadrage.errors import CadrageError, TableError
from cadrage.export import csv as safe_csv
from cadrage.export import iramuteq, names, web_annotation
from cadrage.export.scholar_archive import read_archive
from cadrage.read import read_articles

TEXT = "Pont rouvert\r\n\r\n« L’été »,\u00a0dit <la maire> & fils. Le rattachement,\nune e\u0301tape\u2028!\n\n=1+1"


def study(tmp_path, texts=(TEXT, "Un second texte : l’annexion.")) -> SimpleNamespace:
    """A small study whose tokens are words and marks, the part between « » attributed."""
    articles, tokens, attributions, hits = [], [], [], []
    for number, text in enumerate(texts):
        article_id = ("sud/1", "=2")[number]
        key = {"article_id": article_id, "outlet": ("Le Phare", "@Mer")[number], "event": "pont"}
        articles.append({
            **key, "date": pd.Timestamp("2017-05-02"), "title": text[:12].strip(), "text": text, "headline_end": 0, "url": None,
            "section": "Région", "author": None, "source_file": "a.csv, line 2", "sha256": "x", "n_words": 3, "warnings": ["=x"],
        })  # fmt: skip
        opening = (text.find("«") + 1 or 10**6, text.find("»"))
        for i, m in enumerate(re.finditer(r"\w[\w\u0301]*’?|[^\w\s]", text)):
            inside = opening[0] <= m.start() < opening[1]
            tokens.append({
                **key, "i": i, "start": m.start(), "end": m.end(), "form": m[0], "lemma": m[0].lower(), "pos": "NOUN", "morph": "",
                "head": 0, "dep": "ROOT" if i == 0 else "dep", "entity": "", "sentence": 0, "zone": "body",
                "voice": "attributed" if inside else "narrator", "attribution_id": None, "distance": "none", "shared": False,
                "boilerplate": False,
            })  # fmt: skip
        if number == 0:
            attributions.append({
                **key, "attribution_id": "1#1", "type": "direct", "starts": [18], "ends": [23], "cue_start": 25, "cue_end": 28,
                "cue_lemma": "dire", "cue_class": "say", "source_start": None, "source_end": None, "speaker": "la maire",
                "speaker_kind": "person", "parent_id": None, "zone": "body", "rule": "inserted", "confidence": 0.9,
            })  # fmt: skip
        word = "rattachement" if number == 0 else "annexion"
        hits.append({
            **key, "frame": "crimee", "term": word, "start": text.index(word), "end": text.index(word) + len(word), "form": word,
            "zone": "body", "voice": "narrator", "speaker": None, "attribution_id": None, "distance": "none", "negated": False,
            "shared": False, "excluded": False, "reason": "",
        })  # fmt: skip
    return SimpleNamespace(
        articles=tables.make("articles", articles), tokens=tables.make("tokens", tokens),
        attributions=tables.make("attributions", attributions), hits=tables.make("hits", hits),
        passages=tables.empty("passages"), statements=tables.empty("statements"),
        folder=tmp_path, codebook=Codebook(seed=7), annotator=SimpleNamespace(model="fr 1.0"), fingerprint="abc",
    )  # fmt: skip


def back(place):
    table, problems = read_articles(place, Codebook(language="xx"))
    assert [p for p in problems if p.level == "error"] == []
    return table


@pytest.mark.parametrize(
    ("format", "name"), [("iramuteq", "corpus.txt"), ("tei", "corpus.xml"), ("txm", "txm"), ("csv", "csv/articles.csv"),
                         ("parquet", "parquet/articles.parquet")]
)  # fmt: skip
def test_texts_and_what_is_known_come_back(tmp_path, format, name):
    made = study(tmp_path)
    out = tmp_path / name.split("/")[0]
    export.write(made, format, out)
    got = back(tmp_path / name)
    order = got["text"].map(made.articles["text"].tolist().index)
    assert sorted(order) == [0, 1]
    got = got.iloc[order.argsort()].reset_index(drop=True)
    assert got["text"].tolist() == made.articles["text"].tolist()
    assert got["date"].tolist() == made.articles["date"].tolist()
    assert got["section"].tolist() == ["Région", "Région"] and got["event"].tolist() == ["pont", "pont"]
    # CSV neutralises what a spreadsheet would run; IRaMuTeQ has no blanks in values.
    guarded = ["Le Phare", "'@Mer"] if format in ("csv", "txm") else ["Le Phare", "@Mer"]
    assert got["outlet"].tolist() == guarded
    if format in ("tei", "iramuteq", "parquet"):
        assert got["article_id"].tolist() == ["sud/1", "=2"]


def test_voices_are_themes_in_iramuteq(tmp_path):
    export.write(study(tmp_path), "iramuteq", tmp_path / "c.txt")
    lines = (tmp_path / "c.txt").read_bytes().decode().split("\n")
    assert lines[0] == "**** *id_sud/1 *outlet_Le_Phare *date_2017-05-02 *section_Région *event_pont"
    assert lines[lines.index("-*voix_rapportee") + 1] == "L’été "


def test_lines_that_look_like_marks_are_kept_from_iramuteq(tmp_path):
    made = study(tmp_path, texts=("Le pont\n**** *outlet_faux\n-*faux\n0001 *x rattachement.",))
    made.tokens = None
    iramuteq.write_iramuteq(made.articles, None, tmp_path / "c.txt")
    (row,) = back(tmp_path / "c.txt").itertuples()
    assert row.text == "Le pont\n **** *outlet_faux\n -*faux\n 0001 *x rattachement."


def test_tei_holds_words_voices_and_spans_by_word(tmp_path):
    export.write(study(tmp_path), "tei", tmp_path / "c.xml")
    root = etree.parse(tmp_path / "c.xml").getroot()
    words = {w.get("{http://www.w3.org/XML/1998/namespace}id"): w for w in root.iter("{*}w")}
    spans = [
        (s.get("type"), s.get("subtype"), words[s.get("from")[1:]].text, s.get("to")) for s in root.iter("{*}span")
    ]
    assert spans[0][:3] == ("attribution", "direct", "L’")
    assert spans[1][:3] == ("term-crimee", "rattachement", "rattachement")
    assert all(to[1:] in words for *_, to in spans)
    assert {w.get("ana") for w in words.values() if w.text in ("été", "Pont")} == {"#attributed", "#narrator"}


def test_what_xml_cannot_hold_is_replaced_at_its_place(tmp_path):
    export.write(study(tmp_path, texts=("Un\x0bpont\x1f, le rattachement.",)), "tei", tmp_path / "c.xml")
    assert back(tmp_path / "c.xml")["text"].iloc[0] == "Un\ufffdpont\ufffd, le rattachement."


def test_conllu_has_ten_columns_one_root_and_positions_of_the_text(tmp_path):
    export.write(study(tmp_path), "conllu", tmp_path / "c.conllu")
    blocks = (tmp_path / "c.conllu").read_text(encoding="utf-8").strip().split("\n\n")
    assert len(blocks) == 2
    rows = [line.split("\t") for line in blocks[0].split("\n") if not line.startswith("#")]
    assert all(len(row) == 10 for row in rows)
    assert [row[0] for row in rows] == [str(k) for k in range(1, len(rows) + 1)]
    assert [row[6] for row in rows].count("0") == 1
    for row in rows:
        where = dict(part.split("=") for part in row[9].split("|"))
        assert TEXT[int(where["start"]) : int(where["end"])] == row[1]


def test_web_annotation_selects_the_same_passage_by_position_and_by_words(tmp_path):
    export.write(study(tmp_path), "web-annotation", tmp_path / "c.jsonld")
    page = json.loads((tmp_path / "c.jsonld").read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and len(page["items"]) == 3
    for item in page["items"][:2]:
        for target in item["target"]:
            position, words = target["selector"]
            assert TEXT[position["start"] : position["end"]] == words["exact"]
            assert TEXT[: position["start"]].endswith(words["prefix"])


def test_web_annotation_without_texts_holds_no_words_of_them(tmp_path):
    made = study(tmp_path)
    out = web_annotation.write_web_annotation(made.articles, made.attributions, made.hits, tmp_path / "c", texts=False)
    assert "L’été" not in out.read_text(encoding="utf-8")


def test_brat_points_at_the_words_it_repeats_and_never_over_a_line(tmp_path):
    export.write(study(tmp_path), "brat", tmp_path / "brat")
    text = (tmp_path / "brat" / "sud_1.txt").read_bytes().decode()
    lines = (tmp_path / "brat" / "sud_1.ann").read_text(encoding="utf-8").splitlines()
    assert text == TEXT
    entities = {line.split("\t")[0]: line for line in lines if line.startswith("T")}
    for line in entities.values():
        _, where, words = line.split("\t")
        spans = [tuple(map(int, s.split())) for s in where.split(" ", 1)[1].split(";")]
        assert " ".join(text[s:e] for s, e in spans) == words and "\n" not in words
    assert any(re.match(r"R1\tcue_of Arg1:T\d Arg2:T\d", line) for line in lines)


def test_cells_that_a_spreadsheet_would_run_are_neutralised(tmp_path):
    made = study(tmp_path)
    export.write(made, "csv", tmp_path / "csv")
    for path in (tmp_path / "csv").iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [c for c in row if c[:1] in "=+-@\t\r" and c[:1] and not re.fullmatch(r"-?\d+(\.\d+)?", c)]
    table = pd.read_csv(tmp_path / "csv" / "attributions.csv")
    assert json.loads(table["starts"].iloc[0]) == [18]


@pytest.mark.parametrize("cell", ["=1", "+1", "-x", "@x", "\tx", "\rx", "\n=x", "＝1"])
def test_each_beginning_of_a_formula_is_guarded(cell):
    assert (
        safe_csv.neutral(pd.DataFrame({cell: [cell], "k": pd.Categorical([cell])})).iloc[0].tolist() == [f"'{cell}"] * 2
    )


def test_numbers_keep_their_sign():
    assert safe_csv.neutral(pd.DataFrame({"n": [-1.5]}))["n"].tolist() == [-1.5]


def test_names_of_files_are_safe_and_unique():
    found = names.file_names(["../../etc/passwd", "CON", "a b", "A_B", "日本", "", "é" * 300])
    assert list(found.values()) == ["etc_passwd", "_CON", "a_b", "A_B-2", "article", "article-2", "e" * 100]


def test_an_archive_holds_no_text_unless_asked(tmp_path):
    made = study(tmp_path)
    (tmp_path / "study.yml").write_text("seed: 7\n", encoding="utf-8")
    (tmp_path / "d.json").write_text("[]", encoding="utf-8")
    export.archive(made, tmp_path / "a.zip", decisions=tmp_path / "d.json")
    got = read_archive(tmp_path / "a.zip")
    assert set(got["articles"]["text"]) == {""} and got["tokens"]["form"].astype(str).equals(
        got["tokens"]["lemma"].astype(str)
    )
    assert got["tokens"]["start"].max() == 0
    full = read_archive(export.archive(made, tmp_path / "b.zip", texts=True))
    for name in export.NAMES:
        pd.testing.assert_frame_equal(full[name], getattr(made, name), check_categorical=False)


def test_words_of_an_archive_are_in_no_order_but_count_the_same(tmp_path):
    made = study(tmp_path)
    got = read_archive(export.archive(made, tmp_path / "a.zip"))["tokens"]
    for article_id, part in made.tokens.groupby("article_id", observed=True):
        bag = got[got["article_id"] == article_id]["lemma"].astype(str).tolist()
        assert bag == sorted(part["lemma"].astype(str))


def test_an_archive_has_the_same_bytes_every_time_and_notices_a_change(tmp_path):
    made = study(tmp_path)
    a, b = export.archive(made, tmp_path / "a.zip"), export.archive(made, tmp_path / "b.zip")
    assert a.read_bytes() == b.read_bytes()
    data = bytearray(a.read_bytes())
    data[len(data) // 3] ^= 1
    a.write_bytes(bytes(data))
    with pytest.raises(TableError):
        read_archive(a)
    with pytest.raises(TableError, match="expected to be an archive of cadrage"):
        read_archive(tmp_path / "nulle.zip")


def test_places_that_cannot_be_written_and_formats_that_do_not_exist_are_one_sentence(tmp_path):
    made = study(tmp_path)
    with pytest.raises(CadrageError, match="a format such as brat, .* was expected, found « word »"):
        export.write(made, "word", tmp_path / "x")
    with pytest.raises(CadrageError, match="was expected to be a place to write to"):
        export.write(made, "tei", tmp_path / "nulle" / "c.xml")
    with pytest.raises(CadrageError, match="was expected to be a place to write to"):
        export.archive(made, tmp_path / "nulle" / "a.zip")


def test_figures_can_be_made_from_an_archive_without_texts(demo, tmp_path):
    from cadrage.measure.choice.shares import choice_shares
    from cadrage.measure.vocabulary.keyness import keyness

    got = read_archive(export.archive(demo, tmp_path / "a.zip"))
    want, have = choice_shares(demo.hits), choice_shares(got["hits"])
    pd.testing.assert_frame_equal(
        want.drop(columns="rows", errors="ignore"), have.drop(columns="rows", errors="ignore")
    )
    assert keyness(demo.tokens)["estimate"].round(9).tolist() == keyness(got["tokens"])["estimate"].round(9).tolist()


@pytest.mark.parametrize("format", sorted(export.FORMATS))
def test_every_format_takes_the_demonstration_study(demo, tmp_path, format):
    out = export.write(demo, format, tmp_path / {"tei": "c.xml", "iramuteq": "c.txt"}.get(format, "c"))
    if format in ("tei", "iramuteq", "txm"):
        got = back(out).set_index("article_id")["text"]
        want = demo.articles.set_index("article_id")["text"]
        if format == "iramuteq":
            got, want = got.str.strip("\r\n"), want.str.strip("\r\n")
        pd.testing.assert_series_equal(got.sort_index(), want.sort_index())
    elif format == "conllu":
        words = [line for line in out.read_text(encoding="utf-8").splitlines() if re.match(r"\d", line)]
        assert len(words) == len(demo.tokens)
    elif format == "brat":
        terms = sum(p.read_text(encoding="utf-8").count("\tTerm ") for p in out.glob("*.ann"))
        assert terms == len(demo.hits)
    elif format == "web-annotation":
        assert len(json.loads(out.read_text(encoding="utf-8"))["items"]) == len(demo.attributions) + len(demo.hits)
    else:
        assert sorted(p.stem for p in out.iterdir()) == sorted(export.NAMES)
