"""The notebooks: thin, in both languages, stored without outputs, run by stock tools on any study."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from cadrage.report.export import in_language

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = ["1-corpus", "2-vocabulary", "3-competing-terms", "4-voices", "5-stance", "6-same-statement", "7-robustness"]

SMALL = {
    "a.txt": (
        "Le Phare",
        "L'annexion du port\n\n« Cette annexion est un fait », a déclaré le maire. Le port est fermé.",
    ),
    "b.txt": ("L'Ancre", "Le rattachement du port\n\nSelon le préfet, le rattachement est acquis. Le port est fermé."),
    "c.txt": ("L'Ancre", "Le port rouvre\n\nL'annexion, a dit le préfet, reste contestée par les pêcheurs du port."),
}


def test_the_seven_notebooks_are_there():
    assert [p.stem for p in NOTEBOOKS] == NAMES


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_stored_without_outputs_and_ready_for_parameters(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert all(not c.outputs and c.execution_count is None for c in code)
    assert notebook.metadata.kernelspec.language == "python"
    assert sum("parameters" in c.metadata.get("tags", []) for c in code) == 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_thin_and_in_both_languages(path):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            french, english = in_language(cell.source, "fr"), in_language(cell.source, "en")
            assert french and english and french != english
        else:
            assert not any(word in cell.source for word in ("def ", "for ", "while ", "groupby", "lambda"))
            assert len(cell.source.splitlines()) <= 16


def test_stock_nbconvert_executes_a_notebook_on_a_study_named_by_the_environment(tmp_path):
    study = tmp_path / "study"
    study.mkdir()
    for name, (outlet, text) in SMALL.items():
        (study / name).write_text(f'---\noutlet: "{outlet}"\n---\n{text}\n', encoding="utf-8")
    (study / "study.yml").write_text("frames: {port: {terms: [annexion, rattachement]}}\n", encoding="utf-8")
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--execute", "--to", "html", "--output-dir", str(tmp_path)]
    command.append(str(ROOT / "notebooks" / "3-competing-terms.ipynb"))
    done = subprocess.run(
        command, env={**os.environ, "CADRAGE_STUDY": str(study)}, capture_output=True, text=True, timeout=280
    )
    assert done.returncode == 0, done.stderr[-2000:]
    page = (tmp_path / "3-competing-terms.html").read_text(encoding="utf-8")
    assert page.count("<svg") >= 2 and "annexion" in page
