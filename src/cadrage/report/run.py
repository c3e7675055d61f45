"""Runs the notebooks of a report with papermill, several to a kernel, and joins what they show.

A kernel's names are cleared between two notebooks: each still stands on its own, and libraries and tables are
loaded once.
"""

import os
import tempfile
import warnings
from concurrent.futures import ThreadPoolExecutor
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


def run_notebooks(files: list[Path], parameters: dict, *, kernels: int = 1) -> list[nbformat.NotebookNode]:
    """The notebooks with their outputs, in the given order; a chapter with an error says so in its place.

    ``kernels`` processes share the notebooks: each loads the tables once, which only pays where they are small.
    """
    shares = [files[k::kernels] for k in range(min(kernels, len(files)))]
    with ThreadPoolExecutor(len(shares)) as pool, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = list(pool.map(lambda share: _in_one_kernel(share, parameters), shares))
    by_file = {
        f: n for share, notebooks in zip(shares, done, strict=True) for f, n in zip(share, notebooks, strict=True)
    }
    return [by_file[f] for f in files]


def _in_one_kernel(files: list[Path], parameters: dict) -> list[nbformat.NotebookNode]:
    with tempfile.TemporaryDirectory() as folder:
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
    how = {"kernel_name": "python3", "progress_bar": False, "km": manager, "cwd": str(file.parent)}
    try:
        done = papermill.execute_notebook(folder / file.name, None, parameters=parameters, **how)
    except papermill.PapermillExecutionError as error:
        return _failed(notebook, error)
    # Neither clearing nor the parameters that papermill writes are part of the argument.
    done.cells = [c for c in done.cells if c.id != "reset" and "injected-parameters" not in c.metadata.get("tags", [])]
    return done


def _failed(notebook: nbformat.NotebookNode, error: papermill.PapermillExecutionError) -> nbformat.NotebookNode:
    """A chapter that could not be made: its question, and why there is no answer; the other chapters are not lost."""
    title = next(c for c in notebook.cells if c.cell_type == "markdown")
    why = nbformat.v4.new_code_cell(
        "", outputs=[nbformat.v4.new_output("stream", text=f"{error.ename}: {error.evalue}")]
    )
    why.metadata["failed"] = True
    notebook.cells = [title, why]
    return notebook


def joined(files: list[Path], notebooks: list[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    """One notebook with the cells of all; every cell knows the chapter it belongs to."""
    whole = nbformat.v4.new_notebook()
    for file, notebook in zip(files, notebooks, strict=True):
        for cell in notebook.cells:
            cell.metadata["chapter"] = file.stem
            whole.cells.append(cell)
    return whole
