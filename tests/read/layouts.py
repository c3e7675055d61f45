"""The same invented articles in the layouts that press databases are known to export, each with its furniture.

The layouts follow what public parsers of such exports expect of them; every word of text is our own.
"""

from html import escape

from samples import ARTICLES, day, docx

ENGLISH_DAY = {
    "2017-05-02": "May 2, 2017 Tuesday",
    "2017-05-03": "May 3, 2017 Wednesday",
    "2017-05-04": "May 4, 2017 Thursday",
}
CERTIFICATE = (
    "Certificat émis le 6 mai 2017 à Bibliothèque de Valmer à des fins de visualisation personnelle et temporaire."
)


def number(article: dict, n: int) -> str:
    return f"PHAVAL00{article['date'].replace('-', '')}ed52000{n:02}"


def wrapped(text: str, width: int = 76) -> str:
    """Paragraphs broken at a width, as exports of plain text are."""
    import textwrap

    return "\n\n".join("\n".join(textwrap.wrap(p, width, break_on_hyphens=False)) for p in text.split("\n\n"))


# Factiva


def factiva_page(codes: bool = True, lang: str = "fr") -> bytes:
    """The page of Factiva: a banner, articles as tables of codes or as plain blocks, a foot."""
    parts = []
    words = "mots" if lang == "fr" else "words"
    for n, a in enumerate(ARTICLES):
        first, *rest = a["body"].split("\n\n")
        p = lambda text: f'<p class="articleParagraph {lang}articleParagraph">{escape(text)}</p>\n'  # noqa: E731
        headline = f"<b class='{lang}Headline'>{escape(a['title'])}</b>\n"
        rights = f"(c) 2017 {escape(a['outlet'])}.   "
        if codes:
            cells = {"SE": escape(a["section"]), "HD": headline, "BY": f"Par {escape(a['author'])}", "WC": f"1 534 {words}",
                     "PD": day(a), "ET": "15:32", "SN": escape(a["outlet"]), "SC": "PHAVAL", "NGC": "Le Phare", "GC": "PHA",
                     "ED": "Nationale", "PG": "3", "LA": "Français", "CY": rights, "LP": p(first), "TD": "".join(map(p, rest)),
                     "RF": "VALMER-PONT", "CO": "valpon : Pont de Valmer SA", "IN": "itrans : Transports", "NS": "gcat : Politique | gpol",
                     "RE": "fra : France | eurz : Europe", "IPC": "PIL | POL", "PUB": "Presses du Détroit",
                     "AN": f"Document {number(a, n)}"}  # fmt: skip
            rows = "".join(
                f'<tr><td align="right" valign="top" class="index"><b>{k}</b>&nbsp;</td><td>{v}</td></tr>\n'
                for k, v in cells.items()
            )
            parts.append(
                f'<div class="article {lang}Article"><table cellpadding="1">{rows}</table><br/></div><br/><span></span>'
            )
        else:
            blocks = [escape(a["section"]), f"<div id='hd'><span class='{lang}Headline'>{escape(a['title'])}</span></div>",
                      f'<div class="author">{escape(a["author"])}</div>', f"1,534 {words}", day(a), "03:32 PM", escape(a["outlet"]),
                      "PHAVAL", "3", "Français" if lang == "fr" else "French", rights]  # fmt: skip
            head = "".join(b if b.startswith("<div") else f"<div>{b}</div>" for b in blocks)
            parts.append(
                f'<div class="article {lang}Article">{head}{p(first)}{"".join(map(p, rest))}<p>Document {number(a, n)}</p></div>'
            )
    return f"""<!DOCTYPE html><html><head><title>Factiva</title><style>.article {{page-break-after:always;}}</style></head>
<body><div id="navcontainer"><table><tr><td class="factivalogo"><h1>Factiva</h1></td><td>Dow Jones</td></tr></table></div>
<form name="PageBaseForm"><div id="contentWrapper"><div id="contentLeft"><span></span>{"".join(parts)}
<div id="pageFooter"><span class="copyright">&copy; 2017 Factiva, Inc. Tous droits réservés.</span></div></div></div></form>
</body></html>""".encode()


def factiva_rtf_table() -> bytes:
    """Articles as tables of two columns, as the RTF export with indexing has them."""
    out = ["{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}"]

    def esc(text: str) -> str:
        return "".join(
            c if 31 < ord(c) < 127 and c not in "\\{}" else "\\par\n" if c == "\n" else f"\\u{ord(c)}?" for c in text
        )

    for n, a in enumerate(ARTICLES):
        first, rest = a["body"].split("\n\n", 1)
        cells = {"SE": a["section"], "HD": a["title"], "BY": a["author"], "WC": "534 mots", "PD": day(a), "SN": a["outlet"], "SC": "PHAVAL",
                 "LA": "Français", "CY": "Copyright 2017", "LP": first + "\n", "TD": rest + "\n", "NS": "gcat : Politique",
                 "AN": f"Document {number(a, n)}"}  # fmt: skip
        for k, v in cells.items():
            out.append(f"\\trowd\\cellx600\\cellx9000\\pard\\intbl {{\\b {k}}}\\cell {esc(v)}\\cell\\row\n")
        out.append("\\pard\\par\n")
    out.append("\\pard Search Summary\\par Text\\par pont de Valmer\\par Date\\par All Dates\\par}")
    return "".join(out).encode("ascii")


def factiva_copied(lang: str = "en") -> bytes:
    """Plain text, titles over two lines, page marks, authors without « Par », a summary of the search below."""
    lines = []
    for n, a in enumerate(ARTICLES):
        title = a["title"].split()
        lines += [a["section"], " ".join(title[:5]), " ".join(title[5:]), a["author"], "1,534 words" if lang == "en" else "1 534 mots",
                  day(a), "21:48", a["outlet"], "PHAVAL", "3", "French" if lang == "en" else "Français",
                  f"(c) 2017 {a['outlet']}", "", *wrapped(a["body"]).split("\n"), "", f"Document {number(a, n)}", "",
                  f"Page {n + 1} of 3 © 2017 Factiva, Inc. All rights reserved.", "\f"]  # fmt: skip
    lines += ["Search Summary", "Text", "(pont or passerelle) and Valmer " * 60, "Date", "All Dates"]
    return "\n".join(lines).encode()


# Nexis

NBSP = "\u00a0"


def nexis_uni(lang: str = "en") -> list[str]:
    """The paragraphs of a document of Nexis Uni: cover page, articles with labels and indexing."""
    lines = [
        "Date and Time:" + NBSP + "Friday, May 5, 2017 10:12:00 AM CEST",
        "Job Number:" + NBSP + "123456789",
        "Documents (3)",
    ]
    for n, a in enumerate(ARTICLES, start=1):
        lines += [f"{n}. {a['title']}", "Client/Matter:" + NBSP + "-None-", "Search Terms:" + NBSP + "pont AND Valmer",
                  "Search Type:" + NBSP + "Terms and Connectors", "Narrowed by:" + NBSP, "Content Type", "Narrowed by"]  # fmt: skip
    for a in ARTICLES:
        lines += [a["title"], f"{a['outlet']} (site web)", f"{day(a)} mardi 9:48 PM GMT", "",
                  f"Copyright 2017 {a['outlet']} All Rights Reserved", f"Section:{NBSP}{a['section']}; Pg. 3",
                  f"Length:{NBSP}534 words", f"Byline:{NBSP}{a['author']}", f"Highlight:{NBSP}Le pont en cinq dates", "Body", "",
                  *a["body"].split("\n"), "", "Graphic", "", "Le pont de Valmer, mardi, à marée basse.", "Classification", "",
                  f"Language:{NBSP}FRENCH; FRANÇAIS", f"Publication-Type:{NBSP}Journal", f"Journal Code:{NBSP}PHA",
                  f"Subject:{NBSP}BRIDGES & TUNNELS (90%)", f"Geographic:{NBSP}FRANCE (79%)", f"Load-Date:{NBSP}May 5, 2017", "",
                  "End of Document", ""]  # fmt: skip
    return lines


def nexis_uni_docx() -> bytes:
    return docx(nexis_uni())


def nexis_old_text(lang: str = "fr") -> bytes:
    """The text export of nexis.com: numbered, centred, broken at a width, labels in capitals."""
    fr = lang == "fr"
    lines = ["", "Download Request: Selected Items: 1-3", "Time Of Request: Friday, May 5, 2017  10:12:00", "", "Send To:", "2152 311G",
             "BIBLIOTHEQUE DE VALMER", "", "Terms: (pont) and (Valmer)", "", "Source: Presse", "Project ID: None", "", ""]  # fmt: skip
    for n, a in enumerate(ARTICLES, start=1):
        title = a["title"].split()
        when = [f"{day(a)} mardi" if fr else ENGLISH_DAY[a["date"]], "Edition nationale"]
        labels = (
            {
                "RUBRIQUE": f"{a['section']}; Pg. 3",
                "LONGUEUR": "534 mots",
                "AUTEUR": a["author"],
                "ENCART": wrapped("Le pont en cinq dates, " * 6),
            }
            if fr
            else {"BYLINE": a["author"], "SECTION": f"{a['section']}; Pg. 3", "LENGTH": "534 words"}
        )
        foot = (
            {
                "DATE-CHARGEMENT": "5 mai 2017",
                "LANGUE": "FRENCH; FRANÇAIS",
                "TYPE-PUBLICATION": "Journal",
                "CODE-REVUE": "PHA",
            }
            if fr
            else {
                "GRAPHIC": "PHOTO, Le pont, mardi",
                "LOAD-DATE": "May 5, 2017",
                "LANGUAGE": "FRENCH",
                "PUBLICATION-TYPE": "Newspaper",
            }
        )
        lines += [(f"Document {n} de 3" if fr else f"{n} of 3 DOCUMENTS").center(78), "", "", a["outlet"].center(78), "",
                  *(line.center(78) for line in when), "", " ".join(title[:5]), " ".join(title[5:]), ""]  # fmt: skip
        for k, v in labels.items():
            lines += [*f"{k}: {v}".split("\n"), ""]
        lines += ["", *wrapped(a["body"]).split("\n"), ""]
        for k, v in foot.items():
            lines += [f"{k}: {v}", ""]
        rights = ["Copyright 2017 Presses du Détroit", "Tous droits réservés" if fr else "All Rights Reserved"]
        lines += ["", *(line.center(78) for line in rights), ""]
    return "\n".join(lines).encode()


def nexis_old_page() -> bytes:
    """The HTML export of nexis.com."""
    parts = []

    def block(*spans: str) -> str:
        return (
            '<BR><DIV CLASS="c5"><P CLASS="c6">'
            + "".join(f'<SPAN CLASS="c2">{s}</SPAN>' for s in spans)
            + "</P>\n</DIV>\n"
        )

    for n, a in enumerate(ARTICLES, start=1):
        body = "".join(f'<P CLASS="c9"><SPAN CLASS="c2">{escape(p)}</SPAN></P>' for p in a["body"].split("\n\n"))
        month, rest = ENGLISH_DAY[a["date"]].split(" ", 1)
        parts.append(
            f"<A NAME='DOC_ID_1_{n}'></A><!-- Hide XML section from browser\n<DOC NUMBER={n}>\n<DOCFULL> -->\n"
            + block(f"{n} of 3 DOCUMENTS") + block(escape(a["outlet"])) + block(month, f" {rest} 10:50 AM GMT", "&nbsp;")
            + block(escape(a["title"])) + block("BYLINE: ", escape(a["author"])) + block("SECTION: ", escape(a["section"]))
            + block("LENGTH: ", "534 words") + f'<BR><DIV CLASS="c5">{body}</DIV>'
            + block("LOAD-DATE: ", "May 5, 2017") + block("LANGUAGE: ", "FRENCH") + block("PHA") + block("PUBLICATION-TYPE: ", "Newspaper")
            + '<BR><DIV CLASS="c0"><P>Copyright 2017 Presses du Détroit<BR>All Rights Reserved</P></DIV>'
        )  # fmt: skip
    return (
        "<HTML><HEAD><STYLE>.c0 { text-align: center; }</STYLE><TITLE>&nbsp;</TITLE></HEAD>\n<BODY>"
        + "".join(parts)
        + "</BODY></HTML>"
    ).encode()


# Europresse


def europresse(generation: str) -> bytes:
    """The page of Europresse: ``new`` (since about 2019), ``middle`` (2013 on) or ``flat`` (no ``<article>`` at all)."""
    parts = []
    for n, a in enumerate(ARTICLES):
        paragraphs = "".join(f"<p>{escape(p)}</p>" for p in a["body"].split("\n\n")).replace(
            "pont", "<mark>pont</mark>", 1
        )
        no = f"news·{a['date'].replace('-', '')}·PV·00{n}"
        if generation == "new":
            parts.append(f"""<article class="clearfix"><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">{escape(a["outlet"])}, no. {23140 + n}<br>
                       Nationale</span></div>
<div><span class="DocHeader">{escape(a["section"])}, mardi {day(a)} 1 534 mots, p. VAL-{n}</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{escape(a["title"])}</p></div>
<p class="sm-margin-bottomNews">{escape(a["author"])}</p></header>
<section><div class="docOcurrContainer"><div class="apd-wrapper">Illustration(s)</div><div>{paragraphs}</div>
<aside><p>Note(s) :</p></aside></div></section>
<footer><div class="publiC-lblCertificatIssuedTo">{CERTIFICATE}</div><small>© 2017 {escape(a["outlet"])}. Tous droits réservés.</small>
<div class="publiC-lblNodoc">{no}</div></footer></article>""")
        else:
            tag = "article" if generation == "middle" else "div"
            title = f'<div class="titreArticle"><p class="TitreArticleVisu">{escape(a["title"])}</p></div>'
            parts.append(f"""<{tag}><div><span class="DocPublicationName">{escape(a["outlet"])}</span></div>
<div><span class="DocTitreSousSection">{escape(a["section"])}</span><span>{day(a)} - 21:48 UTC +0200</span></div>{title}
<div class="docAuthors">{escape(a["author"])}</div><div class="DocText clearfix">{paragraphs}</div>
<div class="publiC-lblNodoc">{no}</div></{tag}>""")
    return f"""<!DOCTYPE html><html><head><title>Europresse</title></head><body><header><h1>Documents sauvegardés</h1></header>
<div id="docs">{"".join(parts)}</div></body></html>""".encode()


# Name of a file → its bytes; each holds the three articles of samples.ARTICLES.
LAYOUTS = {
    "factiva-codes.html": factiva_page(),
    "factiva-codes-en.html": factiva_page(lang="en"),
    "factiva-plain.html": factiva_page(codes=False),
    "factiva-plain-en.html": factiva_page(codes=False, lang="en"),
    "factiva-table.rtf": factiva_rtf_table(),
    "factiva-copied.txt": factiva_copied(),
    "factiva-copied-fr.txt": factiva_copied("fr"),
    "nexis-uni.docx": nexis_uni_docx(),
    "nexis-uni.txt": "\n".join(nexis_uni()).encode(),
    "nexis-old-fr.txt": nexis_old_text(),
    "nexis-old-en.txt": nexis_old_text("en"),
    "nexis-old.html": nexis_old_page(),
    "europresse-new.html": europresse("new"),
    "europresse-middle.html": europresse("middle"),
    "europresse-flat.html": europresse("flat"),
}
