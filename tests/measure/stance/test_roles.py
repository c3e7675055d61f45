"""Who acts and who is acted upon: invented clauses with inline mark-up, half of them unseen while the rules were made."""

import re

import pandas as pd
import pytest
from role_clauses import DEVELOPMENT, UNSEEN

from cadrage.annotate import pipeline
from cadrage.annotate.rows import make_rows
from cadrage.annotate.view import View
from cadrage.measure.stance.roles import roles

MARK = re.compile(r"\[(A|P) ([^\]]+)\]|\{([^}]+)\}")
# .85 is what the measure must reach to be of use; a change that falls below this floor has to be explained.
LEAST_F1 = 0.9


def read(clauses):
    """Plain text, and {(start of the filler, role)} for each line."""
    for line in clauses.strip().splitlines():
        text, expected, last = "", set(), 0
        for m in MARK.finditer(line):
            text += line[last : m.start()]
            if m[1]:
                expected.add((len(text), {"A": "agent", "P": "patient"}[m[1]]))
            text += m[2] or m[3]
            last = m.end()
        verb = re.search(r"\{([^}]+)\}", line)[1]
        yield text + line[last:], verb, expected


def score(clauses):
    cases = list(read(clauses))
    articles = [
        type("Article", (), {"article_id": f"c{k:03d}", "outlet": "X", "event": None, "text": t, "headline_end": 0})()
        for k, (t, _, _) in enumerate(cases)
    ]
    views = [View.of(a.text) for a in articles]
    tokens = [
        pd.DataFrame(make_rows(a, doc, v, [], [], []).tokens)
        for a, v, doc in zip(articles, views, pipeline.docs(pipeline.load(), views), strict=True)
    ]
    found = roles(pd.concat(tokens, ignore_index=True))
    right = wrong = missed = 0
    lines = []
    for article, (text, verb, expected) in zip(articles, cases, strict=True):
        rows = found[(found["article_id"] == article.article_id) & (found["filler"] != "")]
        verbs = [text[s:e] for s, e in zip(rows["start"], rows["end"], strict=True)]
        rows = rows[pd.Series(verbs, index=rows.index, dtype="str") == verb]
        got = {(int(s), role) for s, role in zip(rows["filler_start"], rows["role"], strict=True)}
        right, wrong, missed = right + len(got & expected), wrong + len(got - expected), missed + len(expected - got)
        if got != expected:
            lines.append(f"{text}  expected {sorted(expected)}, got {sorted(got)}")
    return 2 * right / (2 * right + wrong + missed), lines


def test_sixty_clauses_each():
    assert len(DEVELOPMENT.strip().splitlines()) == len(UNSEEN.strip().splitlines()) == 60


@pytest.mark.parametrize("clauses", [DEVELOPMENT, UNSEEN], ids=["development", "unseen"])
def test_roles_are_found(clauses):
    f1, lines = score(clauses)
    assert f1 >= LEAST_F1, f"F1 {f1:.3f}"
