"""Any text survives the formats that are both written and read, but for what each format cannot hold, which is stated."""

import re

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cadrage.export.iramuteq import write_iramuteq
from cadrage.export.tei import write_tei
from cadrage.read.iramuteq import read_iramuteq
from cadrage.read.tei import read_tei

# No zero bytes: a text that holds them is no text, and is never read in the first place.
texts = st.text(
    st.one_of(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]), st.sampled_from("\r\n*-_ <>&\u00a0«»’é")
    ),
    max_size=200,
)


def article(text: str) -> pd.DataFrame:
    return pd.DataFrame({
        "article_id": ["a"], "outlet": ["Le Phare"], "date": [pd.NaT], "title": [""], "text": [text], "section": [None],
        "event": [None], "author": [None], "url": [None],
    })  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(texts)
def test_any_text_survives_tei(tmp_path_factory, text):
    path = write_tei(article(text), None, None, None, tmp_path_factory.getbasetemp() / "any.xml")
    (record,) = read_tei(path.read_bytes(), "any.xml", {})
    assert record.fields.get("text", "") == re.sub("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_any_text_survives_iramuteq(tmp_path_factory, text):
    path = write_iramuteq(article(text), None, tmp_path_factory.getbasetemp() / "any.txt")
    (record,) = read_iramuteq(path.read_bytes(), "any.txt", {})
    protected = re.sub(r"^(\*{4}|-\*|\d{4} +\*)", r" \1", text, flags=re.MULTILINE)
    assert record.fields["text"] == protected.strip("\r\n")
