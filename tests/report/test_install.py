"""The package as users install it: the notebooks are part of it, and are copied before they are written to."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pytest
from common import ROOT

from cadrage.report import live, run


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package folder as a build leaves it, taken for the one that runs."""
    setuptools = pytest.importorskip("setuptools", reason="setuptools is not installed: the build is not tested")
    spec = importlib.util.spec_from_file_location("cadrage_setup", ROOT / "setup.py")
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    facts = {"packages": ["cadrage"], "package_dir": {"": str(ROOT / "src")}, "script_name": "setup.py"}
    command = hook.WithNotebooks(setuptools.Distribution(facts))
    command.build_lib, command.force = str(tmp_path / "lib"), True
    command.ensure_finalized()
    command.run()
    package = tmp_path / "lib" / "cadrage"
    monkeypatch.setattr(live, "PACKAGE", package)
    monkeypatch.setattr(run, "PACKAGE", package)
    return package


def test_a_build_has_the_notebooks_and_they_are_those_of_the_checkout(installed):
    found = run.notebook_files()
    assert {p.parent for p in found} == {installed / "notebooks"} and len(found) == 7
    for path in found:
        assert path.read_bytes() == (ROOT / "notebooks" / path.name).read_bytes()


def test_an_installed_package_is_not_written_to(installed, tmp_path):
    study = SimpleNamespace(folder=tmp_path / "study")
    own = study.folder / "notebooks" / "1-corpus.ipynb"
    own.parent.mkdir(parents=True)
    own.write_text("{}")
    folder = live.notebook_folder(study)
    assert folder == study.folder / "notebooks" and len(list(folder.glob("*.ipynb"))) == 7
    assert own.read_text() == "{}"


def test_a_checkout_opens_its_own_notebooks():
    assert live.notebook_folder(SimpleNamespace(folder=Path("nowhere"))) == ROOT / "notebooks"
