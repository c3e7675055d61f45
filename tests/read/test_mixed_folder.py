"""``cadrage check`` on a folder of all formats, a fifth of it damaged: each damage once, with file and place."""

import re

import pandas as pd
import samples
from samples import FORMATS
from typer.testing import CliRunner

from cadrage.cli import app

NOISE = bytes(range(256)) * 20
SOUND = 4


def without(data: bytes, start: str, end: str, number: int = 2) -> bytes:
    """A file that has lost what stands between two marks, the first time from its second article on."""
    text = data.decode()
    at = -1
    for _ in range(number):
        at = text.index(start, at + 1)
    return (text[:at] + text[text.index(end, at) :]).encode()


def replaced(data: bytes, old: str, new: str = "") -> bytes:
    """A file with one passage changed; it must be there."""
    assert old.encode() in data
    return data.replace(old.encode(), new.encode(), 1)


# One damaged file of every format: its bytes, where the damage is, and how many articles can still be read.
DAMAGED = {
    "texte.txt": (b"", "", 0),
    "tableau.csv": (samples.delimited() + b"X;2017\r\n", f"line {samples.delimited().count(10) + 1}", 3),
    "lignes.jsonl": (samples.jsonl() + b'{"text"\n', "line 4", 3),
    "table.parquet": (samples.parquet()[:-9], "", 0),
    "europresse.html": (without(samples.europresse(), '<div class="docOcurrContainer">', "</section>"), "article 2", 2),
    "factiva.txt": (replaced(samples.factiva_text(), "534 mots\n3 mai 2017", "\n3 mai 2017"), "article 2", 2),
    "factiva.html": (without(samples.factiva_coded_html(), "<tr><td><b>LP", "</table>"), "article 2", 2),
    "factiva.rtf": (samples.factiva_rtf().replace(b"534 mots", b"", 1), "article 1", 2),
    "nexis.txt": (without(samples.nexis_text(), "Body", "Load-Date"), "article 2", 2),
    "nexis.rtf": (samples.nexis_rtf()[:-60], "article 3", 2),
    "nexis.docx": (NOISE, "", 0),
    "page.html": (b"<html><body><nav>Accueil</nav></body></html>", "", 0),
    "page.mhtml": (replaced(samples.mhtml(), "Content-Type: text/html", "Content-Type: text/plain"), "", 0),
    "page.html.gz": (FORMATS["page.html.gz"][0][:-30], "", 0),
    "iramuteq.txt": (samples.iramuteq() + b"\n**** *outlet_X\n\n", f"line {samples.iramuteq().count(10) + 2}", 3),
    "tei.xml": (samples.tei()[:-60], "", 0),
    "txm.xml": (replaced(samples.txm_xml(), "</p></text>", "</text>"), "", 0),
    "fil.rss": (without(samples.rss(), "<content:encoded>", "</item>"), "item 2", 2),
    "fil.atom": (NOISE, "", 0),
    "archive.zip": (samples.archive()[:-30], "", 0),
}  # fmt: skip


def test_each_damage_is_listed_once_and_the_rest_is_analysed(tmp_path):
    assert DAMAGED.keys() == FORMATS.keys()
    expected = 0
    for copy in range(SOUND):
        for name, (data, n) in FORMATS.items():
            (tmp_path / f"{copy}-{name}").write_bytes(data)
            expected += n
    for name, (data, _, n) in DAMAGED.items():
        (tmp_path / f"d-{name}").write_bytes(data)
        expected += n
    # A full fifth.
    assert 5 * len(DAMAGED) == len(list(tmp_path.iterdir()))
    result = CliRunner().invoke(app, ["check", str(tmp_path)])
    errors = [line.removeprefix("error: ") for line in result.output.splitlines() if line.startswith("error: ")]
    assert len(errors) == len(DAMAGED), errors
    for name, (_, place, _) in DAMAGED.items():
        start = f"d-{name}, {place}: " if place else f"d-{name}: "
        assert sum(line.startswith(start) for line in errors) == 1, (start, errors)
    assert re.search(
        rf"^{expected} articles of 2 outlets can be analysed; {len(DAMAGED)} errors", result.output, re.MULTILINE
    )
    assert result.exit_code == 1
    tables = tmp_path / "tables"
    CliRunner().invoke(app, ["annotate", str(tmp_path), "--tables", str(tables), "-q"])
    assert len(pd.read_parquet(tables / "articles.parquet")) == expected
    assert pd.read_parquet(tables / "tokens.parquet")["article_id"].nunique() == expected
