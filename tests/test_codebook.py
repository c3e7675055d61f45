"""study.yml: what is accepted, and the one sentence for what is not."""

import pytest

from cadrage.codebook import Codebook
from cadrage.errors import StudyError

FAULTS = [
    ("titel: x", "study.yml, line 1: the key « titel » is not known: did you mean « title »?"),
    ("a: b\n  c: d", "study.yml, line 2: expected YAML"),
    ("frames:\n  f:\n    termes: {b: [x]}", "study.yml, line 3: the key « frames.f.termes » is not known: did you mean « terms »?"),
    ("frames:\n  f:\n    question: Q ?", "line 2: « frames.f.terms »: it is missing: add it"),
    ("title: t\nsince: hier", "line 2: « since »: a date such as 2025-03-18 was expected, found « hier »: correct it"),
    ("outlets: 3", "line 1: « outlets »: lines « name: value » were expected, found « 3 »: correct it"),
    ("title: 2024", "line 1: « title »: text was expected, found « 2024 »: set it in quotation marks"),
    ("title: t\nframes: {f: [a\n", "line 3: expected YAML, found the end of the file where ',' or ']' should stand (in what begins in line 2)"),
    ("title: t\n\tnote: x", "indent with spaces, not with tabs"),
    ("frames: {f: [a]}\ncontrasts:\n - {frame: f, term: t, outlets: [a, b]}", "study.yml, line 2: « contrasts »: the contrast on 'f' / 't'"),
    ("frames:\n  f:\n    terms: {b: [x]}\n    exclud: [y]", "line 4: the key « frames.f.exclud » is not known: did you mean « exclude »?"),
    ("title: t\nseed: abc", "study.yml, line 2: « seed »: a whole number was expected, found « abc »: correct it"),
    ("- x", "line 1: expected « key: value » lines"),
    ("frames:\n  f: {terms: {b: [x], c: [X]}}", "line 2: « frames.f »: 'X' stands under both 'b' and 'c'"),
    ("frames:\n  f: {terms: {b: ['']}}", "the term 'b' was expected to list words"),
    ("contrasts:\n - {frame: f, term: t, outlets: [a, b]}", "the contrast on 'f' / 't' was expected to name a declared frame"),
]  # fmt: skip


@pytest.mark.parametrize("text, sentence", FAULTS)
def test_faults_name_line_key_and_remedy(text, sentence):
    with pytest.raises(StudyError) as error:
        Codebook.parse(text)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_short_forms_mean_the_same():
    long = Codebook.parse("frames: {f: {terms: {a: [a], b: [b]}}}\noutlets: {X: [], Y: []}")
    short = Codebook.parse("frames: {f: [a, b]}\noutlets: [X, Y]")
    assert long == short


def test_a_lone_word_may_stand_for_a_list():
    assert Codebook.parse("frames: {f: {terms: {a: mot}}}").frames["f"].terms == {"a": ["mot"]}


def test_a_folder_without_study_yml_is_a_study(tmp_path):
    assert Codebook.load(tmp_path) == Codebook()


def test_a_codebook_that_is_not_utf8_says_so(tmp_path):
    (tmp_path / "study.yml").write_bytes("title: été".encode("cp1252"))
    with pytest.raises(StudyError, match="study.yml: expected UTF-8, found byte 0xe9 at position 7"):
        Codebook.load(tmp_path)


def test_no_yaml_tag_builds_an_object():
    with pytest.raises(StudyError, match="line 1"):
        Codebook.parse("title: !!python/object/apply:os.system ['true']")
