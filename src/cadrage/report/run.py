"""Runs the notebooks of a report in this process, each with names of its own, and joins what they show.

A kernel for each would start Python, load the libraries and read the tables again: most of the time of a small report.
The notebooks stay what any Jupyter runs; here their cells are plain Python whose last expression is shown.
"""

import ast
import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

from cadrage.errors import StudyError
from cadrage.memory import give_back, give_back_pages
from cadrage.progress import Progress, quiet
from cadrage.report.live import PACKAGE
from cadrage.report.quick import nbformat


def notebook_files() -> list[Path]:
    """The numbered notebooks, from the installed package or from the checkout."""
    for folder in (PACKAGE / "notebooks", PACKAGE.parents[1] / "notebooks"):
        found = sorted(folder.glob("[0-9]*.ipynb"))
        if found:
            return found
    raise StudyError(
        f"notebooks were expected in « {PACKAGE / 'notebooks'} », but there are none: install cadrage again"
    )


def run_notebooks(files: list[Path], parameters: dict, progress: Progress = quiet) -> list[nbformat.NotebookNode]:
    """The notebooks with their outputs, in the given order; a chapter with an error says so in its place."""
    made = []
    for k, file in enumerate(files):
        progress("report", k, len(files))
        made.append(run_notebook(nbformat.read(file, as_version=4), parameters))
        # What a chapter made is gone with its names.
        give_back()
    progress("report", len(files), len(files))
    return made


def run_notebook(notebook: nbformat.NotebookNode, parameters: dict) -> nbformat.NotebookNode:
    """The notebook with the outputs of its cells; ``parameters`` take the place of those of the cell so tagged.

    >>> cells = [nbformat.v4.new_code_cell("n = 2", metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell("n + 1")]
    >>> run_notebook(nbformat.v4.new_notebook(cells=cells), {"n": 4}).cells[1].outputs[0].data
    {'text/plain': '5'}
    """
    names: dict = {"__name__": "__main__"}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        try:
            cell.outputs = list(_outputs(cell.source, names))
        except Exception as error:  # one chapter must never cost the others
            return _failed(notebook, error)
        # Texts that this cell looked into.
        give_back_pages()
        if "parameters" in cell.metadata.get("tags", []):
            names |= parameters
    return notebook


def _outputs(source: str, names: dict) -> Iterator[nbformat.NotebookNode]:
    """What a cell prints, what it displays, and its last expression, as Jupyter keeps them."""
    tree = ast.parse(source)
    ends = isinstance(tree.body[-1], ast.Expr) if tree.body else False
    last = tree.body.pop() if ends and not source.rstrip().endswith(";") else None
    shown: list = []
    # A notebook that calls display() gets one, as it would in Jupyter.
    names["display"] = lambda *things: shown.extend(things)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, "<cell>", "exec"), names)
        if last is not None:
            shown.append(eval(compile(ast.Expression(last.value), "<cell>", "eval"), names))
    if printed.getvalue():
        yield nbformat.v4.new_output("stream", text=printed.getvalue())
    for thing in shown:
        if thing is not None:
            yield nbformat.v4.new_output("display_data", data=nbformat.from_dict(_bundle(thing)))


def _bundle(thing) -> dict:
    """A thing in each form that it knows to show itself in."""
    if hasattr(thing, "_repr_mimebundle_"):
        return thing._repr_mimebundle_()
    forms = {"text/html": "_repr_html_", "text/markdown": "_repr_markdown_", "image/svg+xml": "_repr_svg_"}
    found = {kind: getattr(thing, name)() for kind, name in forms.items() if hasattr(thing, name)}
    return {"text/plain": repr(thing)} | {kind: form for kind, form in found.items() if form is not None}


def _failed(notebook: nbformat.NotebookNode, error: Exception) -> nbformat.NotebookNode:
    """A chapter that could not be made: its question, and why there is no answer; the other chapters are not lost."""
    title = next(c for c in notebook.cells if c.cell_type == "markdown")
    why = nbformat.v4.new_code_cell(
        "", outputs=[nbformat.v4.new_output("stream", text=f"{type(error).__name__}: {error}")]
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
