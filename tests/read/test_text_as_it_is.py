"""The text is never rewritten: encodings are told, typography and line ends stay."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadrage.codebook import Codebook
from cadrage.read import read_articles
from cadrage.read.decode import decode
from cadrage.read.flags import flags
from cadrage.read.formats import READERS
from cadrage.read.text_file import split_front_matter

SENTENCE = "« C’est l’été », dit-elle : le cœur de Valmer bat à 20 000 volts…"
PLAIN = SENTENCE.replace("’", "'").replace("\u2026", "...")


def one(tmp_path, data: bytes, name: str = "a.txt", **codebook):
    (tmp_path / name).write_bytes(data)
    table, problems = read_articles(tmp_path, Codebook(**codebook))
    return table.iloc[0], problems


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf8_with_and_without_byte_order_mark_is_read_without_a_word(tmp_path, mark):
    row, problems = one(tmp_path, (mark + SENTENCE).encode())
    assert row["text"] == SENTENCE and "read as" not in str(problems) and "holds" not in str(problems)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_detected_with_and_without_mark_and_said(tmp_path, encoding):
    row, _ = one(tmp_path, (SENTENCE * 3).encode(encoding))
    assert row["text"] == SENTENCE * 3
    assert any(w.startswith("read as UTF-") for w in row["warnings"])


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp1252", "Windows-1252"), ("iso8859_15", "ISO 8859-15"), ("mac_roman", "Mac Roman")]
)
def test_encodings_of_one_byte_are_detected_and_said(tmp_path, encoding, said):
    text = (PLAIN + " La préfecture a annoncé qu'une enquête était ouverte dès jeudi à Valmer. ") * 4
    row, _ = one(tmp_path, text.encode(encoding))
    assert row["text"] == text
    assert row["warnings"][0] == f"read as {said}, not UTF-8"


def test_one_damaged_byte_does_not_turn_all_accents_into_mojibake():
    data = (SENTENCE * 20).encode()
    text, warnings = decode(data[:50] + b"\xff" + data[50:])
    assert text.count("\ufffd") == 1 and text.count("é") == SENTENCE.count("é") * 20
    assert "no UTF-8 in 1 places" in warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_cut_character_does_not_cost_the_file(encoding):
    text, warnings = decode((SENTENCE * 20).encode(encoding)[:-1])
    assert text == (SENTENCE * 20)[:-1] + "\ufffd"
    assert "in 1 places" in warnings[-1]


def test_accents_that_come_late_are_detected_as_well():
    text = "Sans accent. " * 30_000 + "La préfecture a annoncé qu'une enquête était ouverte. " * 20
    assert decode(text.encode("cp1252")) == (text, ["read as Windows-1252, not UTF-8"])


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_line_ends_and_odd_characters_are_kept(tmp_path, ending):
    lines = [
        "Un pont",
        "",
        "Il\u00a0a rouvert\u202f: l\u2019e\u0301te\u0301, l\u00adumie\u0300re, \ufb01n.",
        "  Suite. ",
    ]
    data = ending.join(line.encode() for line in lines)
    row, _ = one(tmp_path, b"---\noutlet: X\n---\n" + data)
    assert row["text"].encode() == data
    assert row["sha256"] == hashlib.sha256(data).hexdigest()


def test_line_ends_inside_cells_and_strings_are_kept(tmp_path):
    text = "Un pont.\r\nIl a rouvert.\nFin."
    row, _ = one(tmp_path, f'outlet,text\r\nX,"{text}"\r\n'.encode(), "a.csv")
    assert row["text"] == text
    (tmp_path / "a.csv").unlink()
    row, _ = one(tmp_path, (json.dumps({"outlet": "X", "text": text + "\u2028x"}) + "\n").encode(), "a.jsonl")
    assert row["text"] == text + "\u2028x"


def test_the_end_of_the_headline_is_a_position_in_the_untouched_text(tmp_path):
    row, _ = one(tmp_path, "\r\n\u00a0Un pont rouvre \r\n\r\nIl a rouvert jeudi.\r\n".encode())
    assert row["text"][: row["headline_end"]].endswith("Un pont rouvre")


# Any text comes back from every table format as it went in; what is no character at all becomes U+FFFD.
texts = st.text(st.characters(exclude_characters="\0"), max_size=300)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_any_text_comes_back_from_json_lines(text):
    records = list(READERS[".jsonl"](json.dumps({"text": text}).encode(), "a.jsonl", {}))
    assert records[0].fields["text"] == text


@settings(max_examples=150, deadline=None)
@given(texts)
def test_front_matter_never_eats_text(text):
    assert split_front_matter(text)[1] == text or text.startswith("---")
    assert split_front_matter(f"---\nk: v\n---\n{text}")[1] == text


def test_halves_of_surrogate_pairs_become_replacement_characters(tmp_path):
    row, _ = one(tmp_path, b'{"text": "Le pont \\ud800 a rouvert.", "outlet": "X\\udfff"}\n', "a.jsonl")
    assert row["text"] == "Le pont \ufffd a rouvert." and row["outlet"] == "X\ufffd"


WHOLE = "Le pont a rouvert jeudi matin, devant une foule de curieux et d’élus de la province. "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WHOLE + "La maire a promis que la suite serait", "the last sentence has no end"),
        (WHOLE + "La suite demain […]", "may be truncated: it ends in"),
        (WHOLE + "La suite demain... Lire la suite", "may be truncated: it ends in"),
        (WHOLE + "\n\nIl vous reste 72 % de cet article à lire.", "behind a paywall"),
        ("Le pont a rouvert Ã  l'Ã©tÃ©, a dÃ©clarÃ© la maire de la ville de Valmer.", "Windows-1252"),
        (WHOLE + "La\ufffd maire.", "U+FFFD"),
        (WHOLE + "La&nbsp;maire.", "HTML entities"),
        (WHOLE + "<p>La maire.</p>", "HTML mark-up"),
        ("\n".join(["Le pont qui relie les deux rives du détroit a rouvert hier,", "devant une foule de curieux et"] * 6).replace("Le pont", "le pont"),
         "lines are wrapped"),
    ],
)  # fmt: skip
def test_what_a_text_shows_is_flagged(text, said):
    assert any(said in flag for flag in flags(text)), flags(text)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        WHOLE + "\n\ndlo-irv/mgr\n",
        WHOLE + "\n\nAvec AFP",
        WHOLE + "« Enfin ! »",
        WHOLE + "Qui paiera ?",
        WHOLE + "\n\nLe pont, mardi. | Photo Le Phare/O. M.",
        "- Un\n- Deux\n- Trois\n- Quatre\n- Cinq\n- Six\n- Sept\n- Huit\n- Neuf",
        WHOLE + "Il reste 3 < 5 & plus.",
        "",
    ],
)
def test_an_ordinary_text_has_no_flags(text):
    assert flags(text) == []
