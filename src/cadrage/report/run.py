"""Runs the notebooks of a report with papermill, one after the other in one kernel, and joins what they show.

One kernel for all, its names cleared in between: each notebook still stands on its own, and the libraries and
tables are loaded once.
"""

import os
import tempfile
import warnings
from pathlib import Path

import nbformat
import papermill
from jupyter_client.manager import KernelManager

from cadrage.errors import StudyError


def notebook_files() -> list[Path]:
    """The numbered notebooks, from the installed package or from the checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "notebooks", package.parents[1] / "notebooks"):
        found = sorted(folder.glob("[0-9]*.ipynb"))
        if found:
            return found
    raise StudyError(
        f"notebooks were expected in « {package / 'notebooks'} », but there are none: install cadrage again"
    )


def run_notebooks(files: list[Path], parameters: dict) -> list[nbformat.NotebookNode]:
    """The notebooks with their outputs, in the given order; an error in a cell stops the run."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Pipes instead of ports where there are any: nothing listens on the network.
        pipes = {"transport": "ipc", "ip": str(Path(folder) / "kernel")} if os.name == "posix" else {}
        manager = KernelManager(kernel_name="python3", **pipes)
        try:
            return [_run(file, Path(folder), parameters, manager) for file in files]
        finally:
            if manager.has_kernel:
                manager.shutdown_kernel(now=True)


def _run(file: Path, folder: Path, parameters: dict, manager: KernelManager) -> nbformat.NotebookNode:
    notebook = nbformat.read(file, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell("%reset -f", id="reset"))
    nbformat.write(notebook, folder / file.name)
    done = papermill.execute_notebook(
        folder / file.name, None, parameters=parameters, kernel_name="python3",
        progress_bar=False, km=manager, cwd=str(file.parent),
    )  # fmt: skip
    # Neither clearing nor the parameters that papermill writes are part of the argument.
    done.cells = [c for c in done.cells if c.id != "reset" and "injected-parameters" not in c.metadata.get("tags", [])]
    return done


def joined(files: list[Path], notebooks: list[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    """One notebook with the cells of all; every cell knows the chapter it belongs to."""
    whole = nbformat.v4.new_notebook()
    for file, notebook in zip(files, notebooks, strict=True):
        for cell in notebook.cells:
            cell.metadata["chapter"] = file.stem
            whole.cells.append(cell)
    return whole
