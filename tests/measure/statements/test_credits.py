"""Credit lines of agencies: what speaks of the text, what of the picture, what is part of a sentence."""

import pandas as pd
import pytest

from cadrage.measure.statements.credits import agency_credits, credited


def found(*texts):
    table = pd.DataFrame({"article_id": [str(k) for k in range(len(texts))], "outlet": "X", "text": texts})
    return [(r.agency, r.kind) for r in agency_credits(table).itertuples()]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("PARIS, 12 mars (AFP) - Le pont a rouvert.", [("AFP", "dateline")]),
        ("MONTEREL (Valdarie), 3 avr 2025 (Reuters) - Le pont a rouvert.", [("Reuters", "dateline")]),
        ("BRUXELLES, le 1er mai (Belga). Le pont a rouvert.", [("Belga", "dateline")]),
        ("Le pont a rouvert.\nAvec AFP", [("AFP", "byline")]),
        ("Le pont a rouvert.\nLe Phare avec AFP et Reuters", [("AFP", "byline"), ("Reuters", "byline")]),
        ("Le pont a rouvert. (avec ATS)", [("ATS", "byline")]),
        ("Le pont a rouvert.\nSource : AFP", [("AFP", "byline")]),
        ("Le pont a rouvert. (ATS)", [("ATS", "signature")]),
        ("Le pont a rouvert.\n\nBelga", [("Belga", "signature")]),
        ("Le pont a rouvert.\n\nreuters/abc", [("Reuters", "signature")]),
        ("Le pont a rouvert.\n\nabc/de/fgh", [("abc/de/fgh", "initials")]),
        ("Le pont, vu du quai. | PHOTO AFP\nIl a rouvert.", [("AFP", "photo")]),
        ("Le pont, vu du quai. © Reuters\nIl a rouvert.", [("Reuters", "photo")]),
    ],
)
def test_credits_are_read(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le photographe de l'AFP a été reçu par la maire, avant la réouverture du pont.",
        "Un va-et-vient de camions\nLe pont a rouvert.",
        "Le pont (long de 300 m) - il a rouvert.",
    ],
)
def test_sentences_are_no_credits(text):
    assert found(text) == []


def test_an_agency_that_heads_a_dispatch_is_known_in_the_whole_corpus():
    assert found("MONTEREL, 12 mars (APV) - Le pont.", "Le pont a rouvert.\nAvec APV") == [
        ("APV", "dateline"),
        ("APV", "byline"),
    ]
    assert found("Le pont a rouvert.\nAvec APV") == []


def test_photos_do_not_credit_the_text_and_initials_only_where_no_agency_does():
    texts = ["Vu du quai. © AFP\nLe pont a rouvert.", "LYON, 3 mai (AFP) - Le pont.\n\nab/cde"]
    table = pd.DataFrame({"article_id": ["a", "b"], "outlet": "X", "text": texts})
    assert credited(table).tolist() == [None, "AFP"]
