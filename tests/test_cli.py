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
    assert checked.output.strip() == "1 articles of 1 outlets can be analysed; 0 errors, 0 warnings."


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
    assert lines[-1].startswith("1 articles of 1 outlets can be analysed; 2 errors")
