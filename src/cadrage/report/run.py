"""Runs the notebooks of a report with papermill, one after the other in one kernel, and joins what they show.

One kernel for all, its names cleared in between: each notebook still stands on its own, and the libraries and
tables are loaded once.
"""

import tempfile
import warnings
from pathlib import Path

import nbformat
import papermill
from jupyter_client.manager import start_new_kernel

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
    done = []
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        for file in files:
            client.execute_interactive("%reset -f", output_hook=lambda message: None, timeout=60)
            with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                done.append(
                    papermill.execute_notebook(
                        file,
                        Path(folder) / file.name,
                        parameters=parameters,
                        kernel_name="python3",
                        progress_bar=False,
                        km=manager,
                        cwd=str(file.parent),
                    )  # fmt: skip
                )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return done


def joined(files: list[Path], notebooks: list[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    """One notebook with the cells of all; every cell knows the chapter it belongs to."""
    whole = nbformat.v4.new_notebook()
    for file, notebook in zip(files, notebooks, strict=True):
        for cell in notebook.cells:
            cell.metadata["chapter"] = file.stem
            whole.cells.append(cell)
    return whole
