"""Input made to harm: refused or neutralised, and said; the articles beside it are read all the same."""

import gzip
import io
import struct
import time
import zipfile

import pytest
import samples

from cadrage.codebook import Codebook
from cadrage.errors import StudyError
from cadrage.read import read_articles
from cadrage.read.dates import parse_date
from cadrage.read.flags import flags

GOOD = {"sain.txt": samples.text_file()}


def read(folder, files):
    for name, data in {**files, **GOOD}.items():
        (folder / name).write_bytes(data)
    table, problems = read_articles(folder, Codebook())
    assert "sain" in set(table["article_id"])
    return table, [str(p) for p in problems if p.level == "error"]


def test_a_zip_bomb_is_refused(tmp_path):
    table, said = read(
        tmp_path, {"bombe.zip": samples.archive({"a.txt": b"a" * 20_000_000, "b.txt": b"Le pont a rouvert."})}
    )
    assert len(said) == 1 and said[0].startswith("bombe.zip, a.txt: ") and "zip bomb" in said[0]
    assert "bombe.zip/b" in set(table["article_id"])


def test_a_zip_that_declares_less_than_it_holds_is_refused(tmp_path):
    data = bytearray(samples.archive({"a.txt": b"a" * 50_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 10)
    table, said = read(tmp_path, {"menteur.zip": bytes(data)})
    assert len(table) == 1 and len(said) == 1 and said[0].startswith("menteur.zip/a.txt: ")


def test_a_bomb_packed_by_gzip_is_refused(tmp_path):
    table, said = read(
        tmp_path, {"bombe.html.gz": gzip.compress(b"a" * 300_000_000), "b.txt.gz": gzip.compress(b"Le pont a rouvert.")}
    )
    assert len(said) == 1 and said[0].startswith("bombe.html.gz: ") and "zip bomb" in said[0]
    assert "b.txt" in set(table["article_id"])


def test_names_that_lead_out_of_an_archive_are_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("../dehors.txt", "/etc/dehors.txt", "C:\\dehors.txt", "a/../../dehors.txt"):
            packed.writestr(zipfile.ZipInfo(name), "Le pont a rouvert.")
    table, said = read(tmp_path, {"fuite.zip": out.getvalue()})
    assert len(table) == 1 and len(said) == 4
    assert all("leads out of it" in s for s in said)
    assert not list(tmp_path.parent.rglob("dehors.txt"))


def test_a_file_without_a_name_in_an_archive_is_said(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("", "b.txt"):
            packed.writestr(zipfile.ZipInfo(name), "Le pont a rouvert.")
    table, said = read(tmp_path, {"a.zip": out.getvalue()})
    assert len(table) == 2 and len(said) == 1 and "found one without" in said[0]


def test_archives_inside_archives_end_somewhere(tmp_path):
    data = samples.archive({"a.txt": b"Le pont."})
    for _ in range(6):
        data = samples.archive({"dedans.zip": data})
    _, said = read(tmp_path, {"poupee.zip": data})
    assert len(said) == 1 and "archives inside each other" in said[0]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("Un secret bien gardé.")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "lien.txt").symlink_to(tmp_path / "secret.txt")
    table, _ = read(folder, {})
    assert len(table) == 1


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.xml", "<TEI><text><body><p>Un pont &a;.</p></body></text></TEI>"),
        (
            "a.rss",
            "<rss><channel><item><title>Pont</title><description>Un pont &a;.</description></item></channel></rss>",
        ),
    ],
)
def test_entities_of_xml_are_refused(tmp_path, declared, name, body):
    table, said = read(tmp_path, {name: (declared + body).encode()})
    assert len(table) == 1 and len(said) == 1 and "declares XML entities" in said[0]


def test_entities_in_a_word_document_are_not_expanded(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples.docx(["Le pont a rouvert."]))) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "word/document.xml":
                data = data.replace(b"<w:document", OUTSIDE.encode() + b"<w:document", 1).replace(b"rouvert", b"&a;")
            new.writestr(part, data)
    table, said = read(tmp_path, {"a.docx": packed.getvalue()})
    with open("/etc/hostname") as file:
        secret = file.read().strip()
    assert all(secret not in text for text in table["text"]) and len(table) + len(said) >= 2


@pytest.mark.parametrize(
    "header",
    [
        "titre: !!python/object/apply:os.system ['touch piege']",
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
        "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e]\ntitre: *f",
        "titre: " + "[" * 5000,
        "&a titre: *a",
        "? {titre: x}\n: y",
    ],
)
@pytest.mark.timeout(120)
def test_tags_aliases_and_depth_in_front_matter_do_nothing(tmp_path, monkeypatch, header):
    monkeypatch.chdir(tmp_path)
    table, said = read(tmp_path, {"piege.txt": f"---\n{header}\n---\nLe pont a rouvert.".encode()})
    assert not (tmp_path / "piege").exists()
    assert len(table) + len(said) == 2
    assert table["title"].str.len().max() < 1000


def test_tags_in_study_yml_are_refused(tmp_path):
    (tmp_path / "study.yml").write_text("title: !!python/object/apply:os.system ['true']")
    with pytest.raises(StudyError, match="study.yml, line 1"):
        Codebook.load(tmp_path)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["ligne.txt", "ligne.csv", "ligne.jsonl", "ligne.html", "ligne.xml", "ligne.rtf"])
def test_fifty_megabytes_on_one_line_take_seconds(tmp_path, name):
    start = time.process_time()
    table, said = read(tmp_path, {name: b"pont " * (10 << 20)})
    assert time.process_time() - start < 60
    assert len(table) + len(said) == 2


WORST = ["<" * 200_000, "&" * 200_000, "(" * 200_000, "[…" * 50_000, "\n" * 200_000, "a " * 100_000, "a\n" * 100_000,
         "****" * 50_000, "**** *a_" * 30_000, "Document A" * 20_000, "HD|" * 60_000, "\tHD\t\n" * 30_000, "1 de 2 DOCUMENTS\n" * 10_000,
         "Length: \n" * 20_000, '"' * 200_000, ";" * 200_000, "---\n" * 50_000, " " * 300_000, "\u00a0\n" * 100_000,
         "Publié le " * 20_000, "É" * 200_000, "<p " * 60_000, "<div>" * 50_000, "2 mai " * 50_000,
         ";".join(f"titr{k}" for k in range(60_000))]  # fmt: skip


@pytest.mark.timeout(200)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.xml", "a.csv", "a.rss"])
def test_worst_cases_for_patterns_and_parsers_take_no_time(tmp_path, name):
    for number, text in enumerate(WORST):
        start = time.process_time()
        read(tmp_path, {name: text.encode()})
        assert time.process_time() - start < 10, (number, text[:20])


@pytest.mark.timeout(120)
def test_worst_cases_for_flags_and_dates():
    for number, text in enumerate(worst[:50_000] for worst in WORST):
        start = time.process_time()
        flags(text)
        flags("Le pont a rouvert. " + text)
        assert time.process_time() - start < 2, (number, text[:20])
        with pytest.raises(ValueError):
            parse_date("2 " + text)


def test_markup_in_titles_and_outlets_is_kept_as_text(tmp_path):
    evil = "<script>alert(1)</script>"
    table, _ = read(tmp_path, {"a.csv": f'outlet,title,text\n{evil},{evil},"Le pont a rouvert."\n'.encode()})
    row = table[table["source_file"].str.startswith("a.csv")].iloc[0]
    assert row["title"] == row["outlet"] == evil


def test_a_file_that_cannot_be_opened_is_one_error(tmp_path, monkeypatch):
    from cadrage.read import entry

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("Le pont.")
    monkeypatch.setattr(entry.Path, "read_bytes", refuse)
    _, problems = read_articles(tmp_path, Codebook())
    assert [str(p) for p in problems] == [
        "a.txt: expected a readable file, found: Permission denied: check its permissions"
    ]


def test_no_reader_opens_a_connection(tmp_path, monkeypatch):
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for name, (data, _) in samples.FORMATS.items():
        read(tmp_path, {name: data})
