"""``cadrage check`` on a folder of all formats, a fifth of it damaged: each damage once, with file and place."""

import re

import samples
from samples import FORMATS
from typer.testing import CliRunner

from cadrage.cli import app

NOISE = bytes(range(256)) * 20
LAST_LINE = "line " + str(samples.delimited().count(b"\n") + 1)


def without_text(page: bytes) -> bytes:
    """An export of Europresse whose second article has lost its text."""
    text = page.decode()
    start = text.index('<div class="docOcurrContainer">', text.index("</article>"))
    return (text[:start] + text[text.index("</section>", start) :]).encode()


# Name → damaged bytes, where the damage is, and how many articles can still be read.
DAMAGED = {
    "d1.txt": (b"", "", 0),
    "d2.html": (without_text(samples.europresse()), "article 2", 2),
    "d3.docx": (NOISE, "", 0),
    "d4.csv": (samples.delimited() + b"X;2017\r\n", LAST_LINE, 3),
    "d5.jsonl": (samples.jsonl() + b'{"text"\n', "line 4", 3),
    "d6.xml": (samples.tei()[:-60], "", 0),
    "d7.zip": (samples.archive()[:-30], "", 0),
    "d8.rtf": (samples.factiva_rtf().replace(b"534 mots", b"", 1), "article 1", 2),
    "d9.parquet": (samples.parquet()[:-9], "", 0),
}  # fmt: skip


def test_each_damage_is_listed_once_and_the_rest_is_read(tmp_path):
    expected = 0
    for copy in range(3):
        for name, (data, n) in FORMATS.items():
            (tmp_path / f"{copy}-{name}").write_bytes(data)
            expected += n
    for name, (data, _, n) in DAMAGED.items():
        (tmp_path / name).write_bytes(data)
        expected += n
    result = CliRunner().invoke(app, ["check", str(tmp_path)])
    errors = [line.removeprefix("error: ") for line in result.output.splitlines() if line.startswith("error: ")]
    where = {name: f"{name}, {place}: " if place else f"{name}: " for name, (_, place, _) in DAMAGED.items()}
    assert len(errors) == len(DAMAGED), errors
    for start in where.values():
        assert sum(line.startswith(start) for line in errors) == 1, (start, errors)
    assert re.search(
        rf"^{expected} articles of 2 outlets can be analysed; {len(DAMAGED)} errors", result.output, re.MULTILINE
    )
    assert result.exit_code == 1
