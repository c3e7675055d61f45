"""Tables, corpora, feeds and pages with the columns and layouts of the tools that write them."""

import gzip

import pytest
import samples
from samples import ARTICLES, whole

from cadrage.codebook import Codebook
from cadrage.read import read_articles

TEXT = ARTICLES[0]["body"]


def read(folder, files: dict[str, bytes], **codebook):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    table, problems = read_articles(folder, Codebook(**codebook))
    return table, [str(p) for p in problems]


PAGE = samples.web_page()
FETCH = "id,url,fetch_original_index,resolved_url,datetime_utc,fetch_error,http_status,filename,encoding,mimetype,body_size,media\n"
OLD_FETCH = "url,resolved,status,datetime_utc,error,filename,mimetype,encoding,media\n"


@pytest.mark.parametrize("where", ["pages", "downloaded", "downloaded/07"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_report_of_minet_finds_the_pages_that_it_fetched_wherever_its_folder_lies(tmp_path, where, packed):
    name = "07/a.html" if where.endswith("07") else "a.html"
    folder = where.removesuffix("/07")
    name, page = (name + ".gz", gzip.compress(PAGE)) if packed else (name, PAGE)
    row = (
        f"1,https://a.example/1,0,https://a.example/1,2024-02-02T10:00:00,,200,{name},utf-8,text/html,900,La Dépêche\n"
    )
    missing = "2,https://a.example/2,1,,2024-02-02T10:00:00,could-not-resolve,,,,,,La Dépêche\n"
    table, said = read(tmp_path, {"report.csv": FETCH + row + missing, f"{folder}/{name}": page})
    assert table["outlet"].tolist() == ["La Dépêche"] and table["text"].tolist() == [whole(ARTICLES[0])]
    # The day of the fetch is not that of publication.
    assert str(table["date"].iloc[0])[:10] == ARTICLES[0]["date"]
    assert "report.csv, line 1: taken for a table of minet fetch, by its columns" in said
    assert [s for s in said if "no saved page" in s] == [
        "report.csv, line 3: 1 of 1 addresses have no saved page here, the first « a.example/2 »: save them, or leave them out"
    ]


def test_an_older_report_of_minet(tmp_path):
    row = "https://a.example/1,https://a.example/1,200,2020-02-02T10:00:00,,a.html,text/html,utf-8,La Dépêche\n"
    table, said = read(tmp_path, {"report.csv": OLD_FETCH + row, "content/a.html": PAGE})
    assert table["outlet"].tolist() == ["La Dépêche"]
    assert any("taken for a table of minet fetch (before 1.0)" in s for s in said)


def test_pages_inside_a_report_are_read_out_of_it(tmp_path):
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["url", "resolved", "status", "filename", "encoding", "raw_contents", "media"])
    writer.writerow(["https://a.example/1", "https://a.example/1", "200", "", "utf-8", PAGE.decode(), "La Dépêche"])
    writer.writerow(
        ["https://a.example/2", "https://a.example/2", "200", "", "utf-8", "<html><body></body></html>", "La Dépêche"]
    )
    table, said = read(tmp_path, {"report.csv": out.getvalue()})
    assert table[["outlet", "text"]].values.tolist() == [["La Dépêche", whole(ARTICLES[0])]]
    assert any(s.startswith("report.csv, line ") and "none was found" in s for s in said)


def test_the_texts_that_minet_extracted(tmp_path):
    head = "filename,extract_original_index,extract_error,canonical_url,title,description,content,comments,author,categories,tags,date,sitename\n"
    row = f'a.html,0,,https://www.phare.example/1,Un pont,Un chapô,"{TEXT}",Un commentaire,Irène Solvac,Région,pont|mer,2017-05-02,Le Phare\n'
    table, said = read(tmp_path, {"extract.csv": head + row})
    row = table.iloc[0]
    assert (row["outlet"], str(row["date"])[:10], row["section"], row["author"]) == (
        "Le Phare",
        "2017-05-02",
        "Région",
        "Irène Solvac",
    )
    assert TEXT[:40] in row["text"] and "commentaire" not in row["text"] and "chapô" not in row["text"]
    assert any("taken for a table of minet extract" in s for s in said)


def test_the_corpus_that_hyphe_crawled(tmp_path):
    pages = "url,lru,webentity,webentity_status,status,crawled,encoding,content_type,crawl_timestamp,crawl_datetime,size,error,filename\n"
    pages += "https://www.phare.example/pont,s:https|h:example|h:phare|p:pont|,12,IN,200,1,utf-8,text/html,1706868000000,2024-02-02T10:00:00,900,,12/ab/ab1.html.gz\n"
    entities = "id,name,status,pages,homepage,prefixes,degree,undirected_degree,indegree,outdegree\n"
    entities += "12,Le Phare de Valmer,IN,40,https://www.phare.example,s:https|h:example|h:phare|,3,2,1,2\n"
    files = {"pages.csv": pages, "webentities.csv": entities, "content/12/ab/ab1.html.gz": gzip.compress(PAGE)}
    table, said = read(tmp_path, files)
    assert table[["outlet", "text"]].values.tolist() == [["Le Phare de Valmer", whole(ARTICLES[0])]]
    assert str(table["date"].iloc[0])[:10] == ARTICLES[0]["date"], "the crawl is not the publication"
    assert not any("error" in s or "expected" in s for s in said)
    (tmp_path / "webentities.csv").unlink()
    assert read(tmp_path, {})[0]["outlet"].tolist() == ["Le Phare de Valmer"], "from the page, not « 12 »"


@pytest.mark.parametrize("head", ["id,indexed_date,language,media_name,media_url,publish_date,title,url",
                                  "guid,stories_id,processed_stories_id,title,url,language,collect_date,publish_date,media_id,media_name"])  # fmt: skip
def test_stories_of_media_cloud_old_and_new(tmp_path, head):
    values = {"id": "a1", "stories_id": "7", "guid": "g", "media_name": "lephare.example", "publish_date": "2017-05-09", "title": "Pont",
              "url": "https://phare.example/pont", "indexed_date": "2024-01-01", "collect_date": "2024-01-01"}  # fmt: skip
    row = ",".join(values.get(name, "") for name in head.split(","))
    table, said = read(tmp_path, {"stories.csv": f"{head}\n{row}\n", "a.html": PAGE})
    row = table.iloc[0]
    assert (row["outlet"], str(row["date"])[:10]) == ("lephare.example", "2017-05-09")
    assert row["article_id"] == ("7" if "stories_id" in head else "a1")
    assert any("taken for a table of Media Cloud" in s for s in said)


def test_a_table_of_a_converter_of_europresse(tmp_path):
    head = "journal,date,annee,mois,jour,titre,complement,texte,auteur,journal_clean,url\n"
    row = f'"Le Phare, no. 23140",2017 05 02T21:48:00,2017,5,2,Un pont,p. 3,"{TEXT}",irène solvac,Le Phare,\n'
    row += f'Le Phare (site web),2017 05 03T00:00:00,2017,5,3,Un pont,p. 3,"{TEXT} Oui.",,Le Phare,\n'
    table, _ = read(tmp_path, {"europresse.csv": head + row})
    assert table["outlet"].nunique() == 1 and table["date"].dt.day.tolist() == [2, 3]


def test_corpora_of_iramuteq_as_converters_write_them(tmp_path):
    corpus = f"\ufeff**** *source_Le_Phare *date_2017-05-02 *am_2017-05 *annee_2017\n{TEXT}\n\n"
    corpus += (
        f"**** *journal_La-Dépêche *date_2017_05_03 *titre_Un_pont_trop_cher\n-*ouverture\n{TEXT}\n-*suite\nOui.\n"
    )
    corpus += f"0003 *media_Le_Phare *date_20170504\n{TEXT} Non.\n"
    table, said = read(tmp_path, {"corpus.txt": corpus})
    assert table["outlet"].tolist() == ["Le Phare", "La-Dépêche", "Le Phare"]
    assert table["date"].dt.day.tolist() == [2, 3, 4]
    assert "*" not in "".join(table["text"])
    assert "corpus.txt, line 1: variables not used: am, annee" in said


def test_xml_corpora_for_txm(tmp_path):
    xml = f"""<?xml version="1.0" encoding="utf-8"?>
<corpus><article date="2017-05-02" journal="Le_Phare" titre="Un_pont" auteur="Irène_Solvac" mois="05">{TEXT}</article>
<text id="t2" date="2017-05-03" journal="Nice-Matin"><p>{TEXT}</p><p>Oui.</p></text></corpus>"""
    table, said = read(tmp_path, {"corpus.xml": xml})
    assert table[["outlet", "title"]].values.tolist()[0] == ["Le Phare", "Un pont"]
    assert table["article_id"].tolist() == ["corpus:1", "t2"] and table["outlet"].tolist()[1] == "Nice-Matin"
    assert "corpus.xml, text 1: attributes not used: mois" in said


def test_a_table_of_txm_with_tabs(tmp_path):
    table, said = read(tmp_path, {"metadata.tsv": "id\tjournal\tdate\nun\tLe Phare\t02/05/2017\n", "un.txt": TEXT})
    assert table[["article_id", "outlet"]].values.tolist() == [["un", "Le Phare"]]


TITLES = {"Le Phare - Toute l’actualité de Valmer": "Le Phare", "Le Phare.fr - Actualités": "Le Phare.fr", "Le Phare : à la une": "Le Phare",
          "À la une | Le Phare": "Le Phare", "Le Phare": "Le Phare", "Nice-Matin": "Nice-Matin"}  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_the_title_of_a_feed_names_its_site(tmp_path, title):
    table, _ = read(
        tmp_path,
        {"fil.rss": samples.rss().decode().replace("<title>Le Phare de Valmer</title>", f"<title>{title}</title>")},
    )
    assert set(table["outlet"]) == {TITLES[title]}


def test_a_feed_of_rdf_and_one_that_collects_others(tmp_path):
    rdf = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Le Phare</title></channel>
<item><title>Un pont</title><link>https://phare.example/1</link><description>{TEXT}</description><dc:date>2017-05-02T21:48:00+02:00</dc:date>
<dc:creator>Irène Solvac</dc:creator></item></rdf:RDF>"""
    rss = f"""<rss version="2.0"><channel><title>pont Valmer - Recherche</title><item><title>Un pont</title><description>{TEXT}</description>
<pubDate>Tue, 02 May 2017 21:48:00 GMT</pubDate><source url="https://mer.example">La Mer</source></item></channel></rss>"""
    table, _ = read(tmp_path, {"a.xml": rdf, "b.rss": rss})
    assert table["outlet"].tolist() == ["Le Phare", "La Mer"] and set(table["date"].dt.day) == {2}


SAVED = "<!-- saved from url=(0033)https://www.phare.example/pont?a=1 -->\n"


def test_a_page_saved_by_a_browser_says_where_it_is_from_and_what_lies_beside_it_is_no_article(tmp_path):
    page = PAGE.decode().replace('<link rel="canonical" href="https://phare.example/pont">', "")
    page = page.replace('<meta property="og:site_name" content="Le Phare de Valmer">', "").replace(
        " - Le Phare</title>", " | Le Phare</title>"
    )
    table, _ = read(tmp_path, {"Pont.html": SAVED + page, "Pont_fichiers/pub.html": PAGE, "Pont_files/x.html": PAGE})
    row = table.iloc[0]
    assert len(table) == 1 and row["url"] == "https://www.phare.example/pont?a=1" and row["outlet"] == "Le Phare"


def test_a_page_in_one_file(tmp_path):
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = "https://www.phare.example/pont"
    message.attach(MIMEText(PAGE.decode().replace("https://phare.example/pont", ""), "html", "utf-8"))
    message.attach(MIMEText("body { color: red }", "css", "utf-8"))
    table, _ = read(tmp_path, {"Pont.mhtml": message.as_bytes()})
    assert table["text"].tolist() == [whole(ARTICLES[0])]
    assert table["url"].iloc[0].endswith("phare.example/pont")
    _, said = read(tmp_path, {"vide.mht": b"MIME-Version: 1.0\nContent-Type: text/plain\n\nRien.\n"})
    assert "vide.mht: a page saved as MHTML was expected, but no part of it is HTML: left out" in said


def test_a_kicker_above_the_title_does_not_double_it(tmp_path):
    page = PAGE.decode().replace("<article>", "<article><p>Région et mer du détroit</p>")
    table, _ = read(tmp_path, {"a.html": page})
    row = table.iloc[0]
    assert row["text"].count(row["title"]) == 1 and row["text"][: row["headline_end"]].endswith(row["title"])


def test_a_row_that_names_neither_file_nor_address_is_said(tmp_path):
    _, said = read(tmp_path, {"articles.csv": "file,outlet\n1.txt,X\n,Y\n", "1.txt": TEXT})
    assert "articles.csv, line 3: a file or an address was expected, but the row names none" in said
