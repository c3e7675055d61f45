"""Every marked-up sentence gives the reports it is marked with, and no other."""

import re

import pytest
from sentences import SENTENCES

from cadrage.annotate.attribution import find
from cadrage.annotate.pipeline import load
from cadrage.annotate.view import View
from cadrage.measure.quality.evaluation import overlap_f1, words_in

MARK = re.compile(r"([⟦{<])([2-9]?)|([⟧}>])")
PAIRS = {"⟧": "⟦", "}": "{", ">": "<"}


def read(line: str) -> tuple[str, list[dict]]:
    """The plain text of a marked-up line and its reports: content spans, cue, source."""
    text, last, open_ = "", 0, []
    reports: dict[str, dict] = {}
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        last = match.end()
        if match.group(1):
            open_.append((match.group(1), match.group(2) or "1", len(text)))
        else:
            at = next(k for k in range(len(open_) - 1, -1, -1) if open_[k][0] == PAIRS[match.group(3)])
            kind, number, start = open_.pop(at)
            report = reports.setdefault(number, {"content": [], "cue": [], "source": []})
            report[{"⟦": "content", "{": "cue", "<": "source"}[kind]].append((start, len(text)))
    text += line[last:]
    return text.replace("/", "\n"), [r for r in reports.values() if r["content"]]


CASES = [(kind, line) for kind, block in SENTENCES.items() for line in block.strip().splitlines()]


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.mark.parametrize(("kind", "line"), CASES, ids=[f"{kind}: {line}" for kind, line in CASES])
def test_sentence(nlp, kind, line):
    text, expected = read(line)
    view = View.of(text)
    found = [a for a in find(nlp(view.text), view) if a.parent is None]
    contents = [words_in(text, [view.back(*s) for s in a.content]) for a in found]
    shown = [(a.rule, [text[slice(*view.back(*s))] for s in a.content]) for a in found]
    assert len(found) == len(expected), shown
    for report in expected:
        gold = words_in(text, report["content"])
        best = max(range(len(found)), key=lambda k: overlap_f1(gold, contents[k]))
        assert overlap_f1(gold, contents[best]) >= 0.8, shown
        if report["source"] and found[best].source and len(report["source"]) == 1:
            named = words_in(text, report["source"])
            source = words_in(text, [view.back(*found[best].source)])
            assert named & source, (shown, text[slice(*view.back(*found[best].source))])
