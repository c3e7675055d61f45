"""The same three invented articles in every format that cadrage reads; also the seeds of benchmarks/fuzz.py."""

import base64
import csv
import gzip
import io
import json
import zipfile
from html import escape
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyarrow.parquet as pq

ARTICLES = [
    {
        "outlet": "Le Phare de Valmer",
        "date": "2017-05-02",
        "title": "Le pont de Valmer rouvre après deux ans",
        "section": "Région",
        "author": "Irène Solvac",
        "body": (
            "Le pont de Valmer a rouvert jeudi matin, devant une foule de curieux et d’élus de la province.\n\n"
            "« C’est un été que nous n’oublierons pas », a déclaré la maire, Odile Marchetti, qui a promis la gratuité "
            "aux riverains.\n\nSelon la province, les travaux ont coûté 40 millions d’euros."
        ),
    },
    {
        "outlet": "La Dépêche du Détroit",
        "date": "2017-05-03",
        "title": "À Valmer, un pont trop cher pour les pêcheurs",
        "section": "Économie",
        "author": "Luc Ardenne",
        "body": (
            "Les pêcheurs de Valmer dénoncent le coût du pont, qu’ils jugent excessif et mal placé.\n\n"
            "Leur syndicat affirme que le chenal est désormais trop étroit pour les chalutiers.\n\n"
            "La préfecture n’a pas souhaité répondre à leurs questions."
        ),
    },
    {
        "outlet": "Le Phare de Valmer",
        "date": "2017-05-04",
        "title": "Pont de Valmer : ce que dit le rapport",
        "section": "Région",
        "author": "Irène Solvac",
        "body": (
            "Le rapport remis mercredi à la province donne raison aux riverains sur le bruit et sur la poussière.\n\n"
            "Il recommande de limiter la vitesse à 50 kilomètres par heure pendant la nuit, ce que la maire refuse."
        ),
    },
]  # fmt: skip
MONTH = {"05": "mai"}


def whole(article: dict) -> str:
    """Headline and body, as readers of formats with a title of its own give them."""
    return f"{article['title']}\n\n{article['body']}"


def day(article: dict) -> str:
    """The date in words."""
    year, month, number = article["date"].split("-")
    return f"{int(number)} {MONTH[month]} {year}"


def html_paragraphs(article: dict) -> str:
    return "".join(f"<p>{escape(p)}</p>" for p in article["body"].split("\n\n"))


def text_file(article: dict = ARTICLES[0]) -> bytes:
    head = "".join(
        f"{k}: {json.dumps(article[k], ensure_ascii=False)}\n" for k in ("outlet", "date", "section", "author")
    )
    return f"---\n{head}---\n{whole(article)}\n".encode()


def delimited() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["media", "date", "titre", "rubrique", "auteur", "texte"])
    for a in ARTICLES:
        writer.writerow([a["outlet"], a["date"], a["title"], a["section"], a["author"], whole(a)])
    return out.getvalue().encode()


def rows() -> list[dict]:
    return [{**{k: a[k] for k in ("outlet", "date", "title", "section", "author")}, "text": whole(a)} for a in ARTICLES]


def jsonl() -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()).encode()


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows()), out)
    return out.getvalue()


def europresse() -> bytes:
    parts = []
    for number, a in enumerate(ARTICLES):
        parts.append(f"""<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">{escape(a["outlet"])}, no. {23140 + number}</span></div>
<span class="DocHeader">{escape(a["section"])}, jeudi {day(a)} - 21:48 UTC +0200, p. 3</span>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{escape(a["title"])}</p></div>
<p class="sm-margin-bottomNews">{escape(a["author"])}</p></header>
<section><div class="docOcurrContainer"><div class="DocText clearfix">{html_paragraphs(a)}</div></div></section>
<footer><div class="publiC-lblNodoc">news·{a["date"].replace("-", "")}·PV·00{number}</div></footer></article>""")
    return f"<!DOCTYPE html><html><head><title>Europresse</title></head><body>{''.join(parts)}</body></html>".encode()


def factiva_lines(article: dict, number: int = 0) -> list[str]:
    return [
        article["title"], "", f"Par {article['author']}", "534 mots", day(article), "21:48", article["outlet"], "PHAVAL",
        "3", "Français", f"Copyright 2017 {article['outlet']}. Tous droits réservés.", "", *article["body"].split("\n"), "",
        f"Document PHAVAL00{article['date'].replace('-', '')}ed52000{number:02}", "",
    ]  # fmt: skip


def factiva_text() -> bytes:
    return "\n".join(line for n, a in enumerate(ARTICLES) for line in factiva_lines(a, n)).encode()


def factiva_coded_html() -> bytes:
    parts = []
    for number, a in enumerate(ARTICLES):
        first, *rest = a["body"].split("\n\n")
        cells = {"SE": a["section"], "HD": a["title"], "BY": a["author"], "WC": "534 mots", "PD": day(a), "SN": a["outlet"],
                 "SC": "PHAVAL", "LA": "Français", "LP": first}  # fmt: skip
        table = "".join(f"<tr><td><b>{k}</b></td><td>{escape(v)}</td></tr>" for k, v in cells.items())
        body = "".join(f"<p>{escape(p)}</p>" for p in rest)
        table += f"<tr><td><b>TD</b></td><td>{body}</td></tr>"
        end = f"<p>Document PHAVAL00{a['date'].replace('-', '')}ed52000{number:02}</p>"
        parts.append(f'<div class="article frArticle"><table>{table}</table>{end}</div>')
    return f"<html><head><title>Factiva</title></head><body>{''.join(parts)}</body></html>".encode()


def nexis_lines(article: dict) -> list[str]:
    return [
        article["title"], f"{article['outlet']} (site web)", f"{day(article)} jeudi", "",
        f"Copyright 2017 {article['outlet']} tous droits réservés", f"Section: {article['section']}; Pg. 3",
        "Length: 534 words", f"Byline: {article['author']}", "Body", "", *article["body"].split("\n"), "",
        "Load-Date: May 5, 2017", "", "End of Document", "",
    ]  # fmt: skip


def nexis_text() -> bytes:
    return "\n".join(line for a in ARTICLES for line in nexis_lines(a)).encode()


def rtf(lines: list[str]) -> bytes:
    def escaped(line: str) -> str:
        return "".join(c if 31 < ord(c) < 127 and c not in "\\{}" else f"\\u{ord(c)}?" for c in line)

    return ("{\\rtf1\\ansi\\ansicpg1252 " + "\\par\n".join(map(escaped, lines)) + "}").encode("ascii")


def nexis_rtf() -> bytes:
    return rtf([line for a in ARTICLES for line in nexis_lines(a)])


def docx(lines: list[str]) -> bytes:
    from docx import Document

    document, out = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def nexis_docx() -> bytes:
    return docx([line for a in ARTICLES for line in nexis_lines(a)])


def factiva_rtf() -> bytes:
    return rtf([line for n, a in enumerate(ARTICLES) for line in factiva_lines(a, n)])


def web_page(article: dict = ARTICLES[0]) -> bytes:
    return f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{escape(article["title"])} - Le Phare</title>
<meta property="og:title" content="{escape(article["title"])}">
<meta property="og:site_name" content="{escape(article["outlet"])}">
<meta property="article:published_time" content="{article["date"]}T21:48:00+02:00">
<meta name="author" content="{escape(article["author"])}"><link rel="canonical" href="https://phare.example/pont"></head>
<body><nav><a href="/">Accueil</a><a href="/une">À la une</a></nav>
<article><h1>{escape(article["title"])}</h1>{html_paragraphs(article)}</article>
<div id="comments" class="comments"><p>Enfin, ce n’est pas trop tôt, dit rivage12 dans son commentaire.</p></div>
<footer>Mentions légales</footer></body></html>""".encode()


def iramuteq() -> bytes:
    parts = [
        f"**** *outlet_{a['outlet'].replace(' ', '_')} *date_{a['date']} *section_{a['section']}\n{whole(a)}\n"
        for a in ARTICLES
    ]
    return "\n".join(parts).encode()


def tei() -> bytes:
    parts = []
    for number, a in enumerate(ARTICLES):
        body = "".join(f"<p>{escape(p)}</p>" for p in a["body"].split("\n\n"))
        parts.append(f"""<TEI xml:id="art{number}"><teiHeader><fileDesc><titleStmt><title>{escape(a["title"])}</title>
<author>{escape(a["author"])}</author></titleStmt><publicationStmt><publisher>{escape(a["outlet"])}</publisher>
<date when="{a["date"]}"/></publicationStmt></fileDesc></teiHeader><text><body>{body}</body></text></TEI>""")
    return f'<?xml version="1.0"?><teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{"".join(parts)}</teiCorpus>'.encode()


def rss() -> bytes:
    items = "".join(
        f"""<item><title>{escape(a["title"])}</title><link>https://phare.example/{n}</link>
<pubDate>Tue, {a["date"][-2:]} May 2017 21:48:00 +0200</pubDate><dc:creator>{escape(a["author"])}</dc:creator>
<category>{escape(a["section"])}</category><content:encoded><![CDATA[{html_paragraphs(a)}]]></content:encoded></item>"""
        for n, a in enumerate(ARTICLES)
    )
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>Le Phare de Valmer</title>{items}</channel></rss>'.encode()


def atom() -> bytes:
    entries = "".join(
        f"""<entry><title>{escape(a["title"])}</title><link href="https://phare.example/{n}"/>
<published>{a["date"]}T21:48:00Z</published><author><name>{escape(a["author"])}</name></author>
<content type="html">{escape(html_paragraphs(a))}</content></entry>"""
        for n, a in enumerate(ARTICLES)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Phare de Valmer</title>{entries}</feed>'.encode()


def archive(files: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in (files or {"une.jsonl": jsonl()}).items():
            packed.writestr(name, data)
    return out.getvalue()


def txm_xml() -> bytes:
    parts = [
        f'<text id="t{n}" journal={quoteattr(a["outlet"])} date="{a["date"]}" titre={quoteattr(a["title"])} '
        f"rubrique={quoteattr(a['section'])} auteur={quoteattr(a['author'])}>{html_paragraphs(a)}</text>"
        for n, a in enumerate(ARTICLES)
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<corpus>{"".join(parts)}</corpus>'.encode()


def mhtml() -> bytes:
    page = base64.encodebytes(web_page()).decode()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://phare.example/pont\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n------B\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://phare.example/pont\r\n\r\n"
        f"{page}\r\n------B--\r\n"
    ).encode()


# Name of a file → its bytes and the number of articles in it.
FORMATS: dict[str, tuple[bytes, int]] = {
    "texte.txt": (text_file(), 1),
    "tableau.csv": (delimited(), 3),
    "lignes.jsonl": (jsonl(), 3),
    "table.parquet": (parquet(), 3),
    "europresse.html": (europresse(), 3),
    "factiva.txt": (factiva_text(), 3),
    "factiva.html": (factiva_coded_html(), 3),
    "factiva.rtf": (factiva_rtf(), 3),
    "nexis.txt": (nexis_text(), 3),
    "nexis.rtf": (nexis_rtf(), 3),
    "nexis.docx": (nexis_docx(), 3),
    "page.html": (web_page(), 1),
    "iramuteq.txt": (iramuteq(), 3),
    "tei.xml": (tei(), 3),
    "txm.xml": (txm_xml(), 3),
    "page.mhtml": (mhtml(), 1),
    "page.html.gz": (gzip.compress(web_page(), mtime=0), 1),
    "fil.rss": (rss(), 3),
    "fil.atom": (atom(), 3),
    "archive.zip": (archive(), 3),
}
