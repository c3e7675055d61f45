"""Every format: what was put in comes out, and three kinds of damage are each said with file and place."""

import pytest
import samples
from samples import ARTICLES, FORMATS, whole

from cadrage.codebook import Codebook
from cadrage.errors import StudyError
from cadrage.read import read_articles

# Formats without a place for it: the section, or the author.
NO_SECTION = {"factiva.txt", "factiva.rtf", "page.html", "page.mhtml", "page.html.gz", "tei.xml", "fil.atom"}
NO_AUTHOR = {"iramuteq.txt"}
# A feed has one outlet.
ONE_OUTLET = {"fil.rss", "fil.atom"}


def read(folder, files: dict[str, bytes], **codebook):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return read_articles(folder, Codebook(**codebook))


def errors(problems):
    return [(p.file, p.place) for p in problems if p.level == "error"]


@pytest.mark.parametrize("name", FORMATS)
def test_texts_and_what_is_known_about_them_come_out_as_they_went_in(tmp_path, name):
    data, n = FORMATS[name]
    table, problems = read(tmp_path, {name: data})
    assert errors(problems) == []
    assert len(table) == n
    for row, article in zip(table.itertuples(), ARTICLES, strict=False):
        assert row.text.strip() == whole(article)
        assert row.text[: row.headline_end].strip() == article["title"] == row.title
        assert str(row.date)[:10] == article["date"]
        assert row.outlet.removesuffix(" (site web)") == (ARTICLES[0] if name in ONE_OUTLET else article)["outlet"]
        assert name in NO_SECTION or row.section == article["section"]
        assert name in NO_AUTHOR or row.author == article["author"]


def test_all_formats_in_one_folder(tmp_path):
    table, problems = read(tmp_path, {name: data for name, (data, _) in FORMATS.items()})
    assert errors(problems) == []
    assert len(table) == sum(n for _, n in FORMATS.values())
    assert table["article_id"].is_unique
    # Nexis adds « (site web) »: a variant of the same outlet.
    assert set(table["outlet"]) == {"Le Phare de Valmer", "La Dépêche du Détroit"}


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_file_is_one_error_that_names_it(tmp_path, name):
    table, problems = read(tmp_path, {name: b"", "sain.txt": samples.text_file()})
    assert errors(problems) == [(name, "")]
    assert len(table) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_something_else_is_one_error_that_names_it(tmp_path, name):
    noise = bytes(range(256)) * 40
    table, problems = read(tmp_path, {name: noise, "sain.txt": samples.text_file()})
    assert {file for file, _ in errors(problems)} == {name}
    assert len(errors(problems)) == 1
    assert len(table) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_cut_in_the_middle_loses_nothing_silently(tmp_path, name):
    data, n = FORMATS[name]
    table, problems = read(tmp_path, {name: data[: len(data) * 6 // 10], "sain.txt": samples.text_file(ARTICLES[2])})
    got = table[table["source_file"].str.startswith(name)]
    said = [p for p in problems if p.file == name]
    whole_ones = sum(text.strip() in {whole(a) for a in ARTICLES} for text in got["text"])
    # What was cut is an error or, where the format has no end of its own, looks cut.
    assert whole_ones == n or errors(said) or any("truncated" in p.message for p in said)
    assert whole_ones >= min(1, n - 1) or len(got) == 0
    for text in got["text"][:-1]:
        assert text.strip() in {whole(a) for a in ARTICLES}


def test_an_article_of_europresse_without_text_is_named_by_its_position(tmp_path):
    page = samples.europresse().decode()
    first = page.index('<div class="docOcurrContainer">', page.index("</article>"))
    end = page.index("</section>", first)
    table, problems = read(tmp_path, {"e.html": (page[:first] + page[end:]).encode()})
    assert errors(problems) == [("e.html", "article 2")]
    assert len(table) == 2


def test_other_generations_of_the_export_of_europresse(tmp_path):
    a = ARTICLES[0]
    page = f"""<html><body><article><header><span class="DocPublicationName">{a["outlet"]} (site web)</span>
    <span class="DocHeader">mardi 2 mai 2017 534 mots, p. 819(40)</span><p class="titreArticleVisu">{a["title"]}</p>
    <div class="docAuthors">{a["author"]}</div></header><div class="DocText">{a["body"].replace(chr(10), "<br/>")}
    <p><a href="https://phare.example/pont">Cet article est paru dans Le Phare</a></p></div></article>
    <article><span class="DocPublicationName">Mer Info</span><p class="titreArticleVisu">Pont</p>
    <div class="DocText">Le pont a rouvert.</div><div class="publiC-lblNodoc">news·20170503·MI·001</div></article></body></html>"""
    table, problems = read(tmp_path, {"e.html": page.encode()})
    first, second = table.itertuples()
    assert (first.title, str(first.date)[:10], first.author, first.url) == (
        a["title"],
        a["date"],
        a["author"],
        "https://phare.example/pont",
    )
    assert first.text.startswith(whole(a)[:40]) and a["body"].split("\n\n")[1] in first.text
    assert (second.outlet, str(second.date)[:10]) == ("Mer Info", "2017-05-03")
    assert "date taken from the document's number" in second.warnings


def test_an_article_of_factiva_without_its_header_is_named_by_its_position(tmp_path):
    text = samples.factiva_text().decode().replace("534 mots\n3 mai 2017", "\n3 mai 2017")
    table, problems = read(tmp_path, {"f.txt": text.encode()})
    assert errors(problems) == [("f.txt", "article 2")]
    assert len(table) == 2


def test_an_article_of_nexis_without_its_body_is_named_by_its_position(tmp_path):
    text = samples.nexis_text().decode()
    second = text.index("Body", text.index("Body") + 1)
    third = text.index("Load-Date", second)
    table, problems = read(tmp_path, {"n.txt": (text[:second] + text[third:]).encode()})
    assert errors(problems) == [("n.txt", "article 2")]
    assert len(table) == 2


def test_nexis_in_french_and_in_the_older_numbered_layout(tmp_path):
    a = ARTICLES[1]
    french = [
        "Document 1 de 1", "", a["outlet"], "3 mai 2017 mercredi", a["title"], f"RUBRIQUE: {a['section']}", f"AUTEUR: {a['author']}",
        "LONGUEUR: 52 mots", "", *a["body"].split("\n"), "", "DATE DE CHARGEMENT: 4 mai 2017", "",
    ]  # fmt: skip
    table, problems = read(tmp_path, {"n.txt": "\n".join(french).encode()})
    assert errors(problems) == []
    assert table["text"].iloc[0] == whole(a)
    assert table["outlet"].iloc[0] == a["outlet"]


def test_items_of_a_feed_without_text_and_summaries(tmp_path):
    feed = """<rss><channel><title>Le Phare</title><item><title>Vide</title></item>
    <item><title>Un pont</title><description>Le pont &lt;b&gt;a rouvert&lt;/b&gt;.</description></item></channel></rss>"""
    table, problems = read(tmp_path, {"fil.rss": feed.encode()})
    assert errors(problems) == [("fil.rss", "item 1")]
    assert table["text"].tolist() == ["Un pont\n\nLe pont a rouvert."]
    assert "the feed gives a summary, not the whole article" in table["warnings"].iloc[0]


def test_a_tei_without_body_and_a_fault_in_xml_give_the_place(tmp_path):
    table, problems = read(
        tmp_path,
        {
            "a.xml": b"<teiCorpus><TEI><text><body><p>Un pont.</p></body></text></TEI><TEI><text/></TEI></teiCorpus>",
            "b.xml": b"<TEI>\n<text><body><p>Un pont.</body></text></TEI>",
            "c.xml": b"<html/>",
        },
    )
    assert errors(problems) == [("a.xml", "text 2"), ("b.xml", ""), ("c.xml", "")]
    assert "line 2" in next(p.message for p in problems if p.file == "b.xml")
    assert len(table) == 1


def test_a_page_without_an_article_is_said(tmp_path):
    _, problems = read(tmp_path, {"vide.html": b"<html><body></body></html>", "sain.txt": samples.text_file()})
    assert errors(problems) == [("vide.html", "")]


def test_a_report_of_cadrage_is_no_article(tmp_path):
    page = b'<!DOCTYPE html><html><head><meta name="generator" content="cadrage 0.1"></head><body><p>Bilan.</p></body></html>'
    table, problems = read(tmp_path, {"report.html": page, "sain.txt": samples.text_file()})
    assert len(table) == 1 and errors(problems) == []


def test_comments_of_readers_on_a_page_are_no_text(tmp_path):
    table, _ = read(tmp_path, {"page.html": samples.web_page()})
    assert "rivage12" not in table["text"].iloc[0]


def test_text_before_the_first_stars_and_variables_not_known(tmp_path):
    corpus = "**** *outlet_A *rond_1\nLe pont a rouvert.\n\n**** *outlet_B\n\n"
    table, problems = read(tmp_path, {"c.txt": corpus.encode()})
    assert errors(problems) == [("c.txt", "line 4")]
    assert table["warnings"].iloc[0][0] == "variables not used: rond"


def test_the_folder_of_txm(tmp_path):
    index = "id,outlet,date\nun,Le Phare,2017-05-02\ndeux,La Dépêche,2017-05-03\ntrois,Le Phare,2017-05-04\n"
    texts = {"un.txt": b"Le pont a rouvert.", "deux.txt": b"Le pont est cher."}
    table, problems = read(tmp_path, {"metadata.csv": index.encode(), **texts})
    assert dict(zip(table["article_id"], table["outlet"], strict=True)) == {"deux": "La Dépêche", "un": "Le Phare"}
    assert errors(problems) == [("metadata.csv", "line 4")]


def test_a_list_of_minet_names_the_pages_it_saved(tmp_path):
    index = "url,resolved_url,http_status,filename,media\nhttps://a,https://a,200,pages/a.html,La Dépêche\n"
    table, problems = read(tmp_path, {"liste.csv": index.encode(), "pages/a.html": samples.web_page()})
    assert table["outlet"].tolist() == ["La Dépêche"]
    assert any("taken for a table of minet fetch" in p.message for p in problems)


def test_a_list_of_media_cloud_meets_pages_by_their_address(tmp_path):
    index = "stories_id,publish_date,title,url,media_name\n7,2017-05-09,Pont,http://www.phare.example/pont/,Le Phare\n"
    index += "8,2017-05-09,Mer,https://mer.example/1,La Mer\n9,2017-05-09,Mer,https://mer.example/2,La Mer\n"
    table, problems = read(tmp_path, {"stories.csv": index.encode(), "a.html": samples.web_page()})
    assert table[["article_id", "outlet"]].values.tolist() == [["7", "Le Phare"]]
    assert str(table["date"].iloc[0])[:10] == "2017-05-09"
    assert any("taken for a table of Media Cloud" in p.message for p in problems)
    assert [str(p) for p in problems if "no saved page" in p.message] == [
        "stories.csv, line 3: 2 of 3 addresses have no saved page here, the first « mer.example/1 »: save them, or leave them out"
    ]


def test_texts_of_minet_are_read_from_its_table(tmp_path):
    table, _ = read(
        tmp_path,
        {
            "m.csv": b"canonical_url,title,content,author,categories,date,sitename\nhttps://a,Un pont,Le pont a rouvert.,,,,Le Phare\n"
        },
    )
    assert table[["outlet", "url", "text"]].values.tolist() == [["Le Phare", "https://a", "Le pont a rouvert."]]


def test_a_zip_of_a_folder_is_read_like_the_folder(tmp_path):
    index = "file,outlet\nsud/1.txt,Le Phare\n"
    packed = samples.archive(
        {"articles.csv": index.encode(), "sud/1.txt": b"Le pont a rouvert.", "__MACOSX/x.txt": b"x"}
    )
    inner = samples.archive({"dedans.zip": packed})
    table, problems = read(tmp_path, {"envoi.zip": inner})
    assert errors(problems) == []
    assert table[["outlet", "text", "source_file"]].values.tolist() == [
        ["Le Phare", "Le pont a rouvert.", "envoi.zip/dedans.zip/sud/1.txt"]
    ]


def test_a_file_that_no_reader_knows_is_counted(tmp_path):
    _, problems = read(tmp_path, {"a.pdf": b"%PDF", "b.pdf": b"%PDF", "sain.txt": samples.text_file()})
    assert any("2 files ending in « .pdf » left out" in p.message for p in problems)
    with pytest.raises(StudyError, match="convert it or name a folder"):
        read_articles(tmp_path / "a.pdf", Codebook())
