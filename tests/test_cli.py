"""The command line: contract of commands, one clear sentence for what a user can mend, exit codes."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from cadrage import __version__
from cadrage.cli import app, main

COMMANDS = ("report", "annotate", "check", "concordance", "evaluate", "new", "notebook")


def run(*args):
    return CliRunner().invoke(app, [str(a) for a in args])


def fails(monkeypatch, capsys, *args) -> str:
    """What the program says on standard error when it ends with exit code 2."""
    monkeypatch.setattr(sys, "argv", ["cadrage", *map(str, args)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    return capsys.readouterr().err


def test_every_command_of_the_contract_is_there():
    said = run("--help").output
    assert all(command in said for command in COMMANDS)


def test_version():
    assert run("--version").output.strip() == f"cadrage {__version__}"


def test_starting_is_quick_because_nothing_heavy_is_imported():
    code = "import sys, cadrage.cli; print([m for m in ('spacy', 'sklearn', 'matplotlib') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_new_makes_a_study_that_checks_without_a_fault(tmp_path):
    assert run("new", tmp_path / "etude").exit_code == 0
    checked = run("check", tmp_path / "etude")
    assert checked.exit_code == 0
    assert checked.output.strip() == "1 article of 1 outlet can be analysed; 0 errors, 0 warnings."


def test_new_overwrites_nothing(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine.txt").write_text("x")
    assert "is there already and not empty" in fails(monkeypatch, capsys, "new", tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "x"


def test_a_missing_folder_is_one_sentence(tmp_path, monkeypatch, capsys):
    said = fails(monkeypatch, capsys, "check", tmp_path / "nowhere")
    assert said.count("\n") == 1 and "there is nothing there: check the path" in said


def test_a_broken_study_yml_is_one_sentence_with_its_line(tmp_path, monkeypatch, capsys):
    (tmp_path / "study.yml").write_text("title: t\nframes: [")
    said = fails(monkeypatch, capsys, "check", tmp_path)
    assert said.count("\n") == 1 and "study.yml, line 2" in said


def test_check_lists_every_problem_once_with_its_place(tmp_path):
    (tmp_path / "vide.txt").write_text("")
    (tmp_path / "bon.txt").write_text("---\noutlet: Le Fanal\ndate: 2025-02-31\n---\nUn texte assez long pour compter.")
    (tmp_path / "binaire.txt").write_bytes(b"\x00\x01\x02" * 40)
    result = run("check", tmp_path)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert len(lines) == len(set(lines))
    assert any(line.startswith("error: vide.txt:") for line in lines)
    assert any(line.startswith("error: binaire.txt:") for line in lines)
    assert any(line.startswith("warning: bon.txt:") and "2025-02-31" in line for line in lines)
    assert lines[-1].startswith("1 article of 1 outlet can be analysed; 2 errors")


FRENCH = (
    "---\noutlet: {outlet}\ndate: 2025-03-18\n---\nUn titre\n\nLe rattachement du port est un fait, a dit le maire.\n"
)


@pytest.fixture
def study(tmp_path):
    for name, outlet in (("a", "Le Fanal"), ("b", "Le Phare")):
        (tmp_path / f"{name}.txt").write_text(FRENCH.format(outlet=outlet), encoding="utf-8")
    return tmp_path


def test_a_folder_without_an_article_is_no_study(tmp_path, monkeypatch, capsys):
    (tmp_path / "vide").mkdir()
    assert "but the folder is empty: put files there" in fails(monkeypatch, capsys, "report", tmp_path / "vide")
    (tmp_path / "vide" / "a.doc").write_bytes(b"")
    for command in (["report"], ["annotate"], ["concordance", "port"]):
        said = fails(monkeypatch, capsys, command[0], tmp_path / "vide", *command[1:])
        assert "none can be analysed (vide: 1 file ending in « .doc » left out" in said and "cadrage check" in said
    assert not (tmp_path / "vide" / "report.html").exists()


@pytest.mark.parametrize("place", ["nowhere/file/report.html", "folder"])
def test_a_report_that_cannot_be_written_is_refused_before_the_work(study, place, monkeypatch, capsys):
    (study / "nowhere").write_text("a file, not a folder")
    (study / "folder").mkdir()
    said = fails(monkeypatch, capsys, "report", study, "-o", study / place)
    assert "a file that can be written was expected" in said and "name another one with --out" in said
    assert not (study / "tables").exists()


def test_a_contrast_names_outlets_of_the_corpus(study, monkeypatch, capsys):
    (study / "study.yml").write_text(
        "frames: {port: [rattachement]}\ncontrasts:\n - {frame: port, term: rattachement, outlets: [Le Fanal, Le Phar]}"
    )
    expected = "study.yml, contrasts: no article is of « Le Phar »: did you mean « Le Phare »?"
    checked = run("check", study)
    assert checked.exit_code == 1 and f"error: {expected}" in checked.output
    assert expected in fails(monkeypatch, capsys, "report", study)


def test_an_unknown_outlet_and_an_empty_word_are_named(study, monkeypatch, capsys):
    said = fails(monkeypatch, capsys, "concordance", study, "port", "--outlet", "le fanal")
    assert "« le fanal » has no article: did you mean « Le Fanal »?" in said
    assert "a word or a phrase was expected" in run("concordance", study, " ").output


def test_a_word_that_never_occurs_says_what_to_try(study, monkeypatch, capsys):
    (study / "study.yml").write_text("frames: {port: {terms: {saisie: [saisir, saisie]}}}")
    monkeypatch.setattr(sys, "argv", ["cadrage", "concordance", str(study), "zèbre"])
    main_ends(monkeypatch)
    out, said = capsys.readouterr()
    assert out == "0 occurrences.\n" and "« zèbre » was not found in 2 articles" in said and "dictionary form" in said
    monkeypatch.setattr(sys, "argv", ["cadrage", "concordance", str(study), "saisie"])
    main_ends(monkeypatch)
    assert "declared as saisir, saisie and was not found" in capsys.readouterr().err


def main_ends(monkeypatch):
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0


def test_what_nobody_foresaw_is_one_sentence_too(study, monkeypatch, capsys):
    said = fails(monkeypatch, capsys, "concordance", study, "port", "--csv", study / "a.txt" / "x.csv", "-q")
    assert "could not be read or written" in said and "Traceback" not in said


def test_a_remark_on_many_articles_is_one_line(tmp_path, monkeypatch, capsys):
    for k in range(12):
        text = FRENCH.format(outlet="Le Fanal").replace("date: 2025-03-18\n", "") + f"Phrase {k}.\n"
        (tmp_path / f"a{k:02d}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["cadrage", "annotate", str(tmp_path)])
    main_ends(monkeypatch)
    out, said = capsys.readouterr()
    remarks = [line for line in said.splitlines() if line.startswith("warning: ")]
    assert len(remarks) < 4 and any("a00.txt and 11 more: " in line for line in remarks)
    assert "12 articles annotated" in said and out.count(".parquet") == 6
