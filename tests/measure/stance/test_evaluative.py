"""How often the evaluative vocabulary is right: word, direction, degree and actor on invented sentences, half unseen."""

import re

import pandas as pd
import pytest
from evaluative_sentences import ACTORS, DEVELOPMENT, UNSEEN
from marked import NO_ATTRIBUTIONS, tokens_of

from cadrage.lexicon.aliases import key, read
from cadrage.measure.stance.evaluative import evaluation_shares, evaluations
from cadrage.measure.stance.mentions import mentions

MARK = re.compile(r"\{([^|}]+)\|([^|}]*)\|([^}]*)\}")
SIGNS = {"+": (1, 1.0), "++": (1, 2.0), "+½": (1, 0.5), "−": (-1, 1.0), "−−": (-1, 2.0), "−½": (-1, 0.5)}
# Precision and recall of (word, direction, degree, actor); a change that falls below has to be explained.
LEAST = {"development": (0.95, 0.95), "unseen": (0.88, 0.80)}


def read_marked(block: str):
    """Plain sentences, and {(start, polarity, intensity, actor)} for each; marks without a sign are words to leave alone."""
    for line in block.strip().splitlines():
        text, expected, last = "", set(), 0
        for m in MARK.finditer(line):
            text += line[last : m.start()]
            if m[2]:
                expected.add((len(text), *SIGNS[m[2]], m[3]))
            text += m[1]
            last = m.end()
        yield text + line[last:], expected


def score(block: str):
    cases = list(read_marked(block))
    tokens = tokens_of([text for text, _ in cases])
    named = mentions(tokens, actors=ACTORS, attributions=NO_ATTRIBUTIONS)
    found = evaluations(tokens, named)
    # « near » is reported as such, and claims no tie: it names nobody here.
    actor = found["actor"].where(found["link"].isin(["noun", "modifier", "predicate", "verb", "deed"]), "")
    right = given = wanted = 0
    lines = []
    for k, (text, expected) in enumerate(cases):
        here = found["article_id"].astype(str) == f"c{k:03d}"
        rows = found[here]
        got = set(zip(rows["start"].astype(int), rows["polarity"], rows["intensity"], actor[here], strict=True))
        right, given, wanted = right + len(got & expected), given + len(got), wanted + len(expected)
        if got != expected:
            lines.append(f"{text}  expected {sorted(expected)}, got {sorted(got)}")
    return right / given, right / wanted, lines


@pytest.mark.parametrize(("name", "block"), [("development", DEVELOPMENT), ("unseen", UNSEEN)])
def test_words_that_judge(name, block):
    precision, recall, _ = score(block)
    assert precision >= LEAST[name][0] and recall >= LEAST[name][1], f"precision {precision:.3f}, recall {recall:.3f}"


def test_words_of_others_and_at_a_distance_are_left_out():
    tokens = tokens_of(["La Ligue est cynique.", "La Ligue est cynique.", "La Ligue est cynique."])
    tokens.loc[tokens["article_id"] == "c001", "voice"] = "attributed"
    tokens.loc[tokens["article_id"] == "c002", "distance"] = "scare-quoted"
    named = mentions(tokens, actors=ACTORS, attributions=NO_ATTRIBUTIONS)
    assert evaluations(tokens, named)["article_id"].tolist() == ["c000"]
    assert len(evaluations(tokens, named, voice="all")) == 3


def test_shares_open_the_words_they_count():
    tokens = tokens_of(["La Ligue est cynique.", "La Ligue est sage et digne."])
    found = evaluations(tokens, mentions(tokens, actors=ACTORS, attributions=NO_ATTRIBUTIONS))
    table = evaluation_shares(found).set_index("polarity")
    assert table["n"].to_dict() == {1: 2, -1: 1}
    assert tokens.loc[list(table.at[-1, "rows"]), "form"].tolist() == ["cynique"]


def test_lexicon_is_sorted_unique_and_one_sided():
    data = read("evaluative")
    sides: dict[str, set[int]] = {}
    for family, entry in data["families"].items():
        for kind in ("adjectives", "nouns", "verbs"):
            words = entry[kind]
            bare = [key(w.removeprefix("se ").removeprefix("s'")) if kind != "verbs" else key(w) for w in words]
            assert bare == sorted(set(bare)), (
                f"{family} {kind}: {[a for a, b in zip(bare, sorted(bare), strict=True) if a != b][:3]}"
            )
            for word in words:
                sides.setdefault(word, set()).add(entry["polarity"])
    assert [w for w, s in sides.items() if len(s) > 1] == []


def test_nothing_found_in_an_empty_table():
    tokens = tokens_of(["Il pleut."])
    named = mentions(tokens, attributions=NO_ATTRIBUTIONS)
    assert evaluations(tokens, named).empty and isinstance(named, pd.DataFrame)
