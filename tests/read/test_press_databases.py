"""Layouts of Factiva, Nexis and Europresse, with the furniture that real exports have around their articles."""

import pytest
import samples
from layouts import LAYOUTS, nexis_uni
from samples import ARTICLES, whole

from cadrage.codebook import Codebook
from cadrage.read import read_articles

# Layouts whose header has no section: it stands below the publication's name as a heading.
SUBSECTION = {"europresse-middle.html", "europresse-flat.html"}


def read(folder, files: dict[str, bytes]):
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return read_articles(folder, Codebook())


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_article_comes_out_whole_and_without_the_furniture_around_it(tmp_path, name):
    table, problems = read(tmp_path, {name: LAYOUTS[name]})
    assert [str(p) for p in problems if p.level == "error"] == []
    assert table["text"].str.strip().tolist() == [whole(a) for a in ARTICLES]
    for row, article in zip(table.itertuples(), ARTICLES, strict=True):
        assert row.text[: row.headline_end].strip() == article["title"] == row.title
        assert str(row.date)[:10] == article["date"]
        assert row.outlet.removesuffix(" (site web)") == article["outlet"]
        assert row.author == article["author"]
        assert name in SUBSECTION or row.section == article["section"]


def test_all_layouts_in_one_folder_are_of_two_outlets(tmp_path):
    table, problems = read(tmp_path, LAYOUTS)
    assert not [p for p in problems if p.level == "error"]
    assert table["outlet"].nunique() == 2 and len(table) == 3 * len(LAYOUTS)
    assert table["article_id"].is_unique


def test_an_article_that_nexis_could_not_deliver_is_named(tmp_path):
    lines = nexis_uni()
    gap = lines.index("End of Document") + 1
    lines[gap:gap] = [
        "We are sorry but there is an error in this document and it is not possible to display it.",
        "",
        "End of Document",
        "",
    ]
    table, problems = read(tmp_path, {"n.docx": samples.docx(lines)})
    errors = [p for p in problems if p.level == "error"]
    assert [(p.file, p.place) for p in errors] == [("n.docx", "article 2")] and "could not deliver" in errors[0].message
    assert len(table) == 3


def test_a_sentence_that_looks_like_a_label_or_a_code_stays_text(tmp_path):
    body = "Le conseil a tranché.\n\nSujet : le pont, rien que le pont.\n\nLangue de bois : c’est le mot de la maire, hier.\n\nAN\n\nFin."
    article = {**ARTICLES[0], "body": body}
    text = "\n".join(samples.nexis_lines(article)).replace("Langue de bois :", "Langue de bois, oui :")
    coded = samples.factiva_coded_html().decode().replace("<p>« C’est un été", "<p>BY</p><p>« C’est un été")
    table, problems = read(tmp_path, {"n.txt": text.encode(), "f.html": coded.encode()})
    assert not [p for p in problems if p.level == "error"]
    nexis = table[table["source_file"].str.startswith("n.txt")].iloc[0]
    assert "Sujet : le pont" in nexis["text"] and nexis["text"].endswith("Fin.")
    factiva = table[table["source_file"].str.startswith("f.html")].iloc[0]
    assert "BY\n\n« C’est un été" in factiva["text"] and factiva["author"] == ARTICLES[0]["author"]


def test_a_standfirst_of_europresse_stands_between_title_and_text(tmp_path):
    page = LAYOUTS["europresse-new.html"].decode()
    page = page.replace(
        "</p></div>\n<p class=",
        '</p><p class="sm-margin-TopNews rdp__subtitle">Deux ans de travaux.</p></div>\n<p class=',
        1,
    )
    table, _ = read(tmp_path, {"e.html": page.encode()})
    title = ARTICLES[0]["title"]
    assert table["text"].iloc[0].startswith(f"{title}\n\nDeux ans de travaux.\n\n{ARTICLES[0]['body'][:20]}")
    assert table["title"].iloc[0] == title


def test_the_page_of_one_article_of_europresse(tmp_path):
    a = ARTICLES[0]
    page = f"""<html><body><div class="DocPublicationName">{a["outlet"]}</div><p class="titreArticleVisu">{a["title"]}</p>
    <div class="docOcurrContainer">{samples.html_paragraphs(a)}</div></body></html>"""
    table, _ = read(tmp_path, {"e.html": page.encode()})
    assert table["text"].tolist() == [whole(a)] and table["outlet"].tolist() == [a["outlet"]]


def test_lines_broken_by_width_are_joined_and_it_is_said(tmp_path):
    table, _ = read(tmp_path, {"n.txt": LAYOUTS["nexis-old-fr.txt"]})
    said = "lines that the export had broken by width were joined"
    assert all(said in w for w in table["warnings"].iloc[:1])
    # Verses and lists are short lines of their own.
    article = {
        **ARTICLES[0],
        "body": "\n".join(["Un pont", "Deux rives", "Trois barques", "Quatre marées", "Cinq phares", "Six quais"] * 2),
    }
    table, _ = read(tmp_path, {"n.txt": "\n".join(samples.nexis_lines(article)).encode()})
    assert table["text"].iloc[0].count("\n") > 10


def test_a_page_that_only_looks_like_an_export_is_an_error_and_not_just_a_remark(tmp_path):
    page = b'<title>\xe9 <div class="article frArticle"><p>Le pont.</p></div>'
    table, problems = read(tmp_path, {"f.html": page, "sain.txt": samples.text_file()})
    assert [(p.file, p.place) for p in problems if p.level == "error"] == [("f.html", "")]
