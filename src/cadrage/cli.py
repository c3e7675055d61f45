"""The command line: ``cadrage report | annotate | check | concordance | evaluate | code | export | archive | new | notebook``."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cadrage import __version__
from cadrage.errors import CadrageError
from cadrage.progress import Bar, quiet

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    # Plain text: reports of errors are read by people and by other programs, and Rich would break their lines.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Compares how news outlets frame the same event.",
)
StudyPath = Annotated[Path, typer.Argument(help="Folder of the study, or one file with articles.", show_default=False)]
Model = Annotated[str, typer.Option(help="A larger spaCy pipeline to use instead of the embedded one.")]
Tables = Annotated[
    str | None, typer.Option(help="Where the tables go: a folder, or an address of fsspec's (default: STUDY/tables).")
]
Workers = Annotated[int | None, typer.Option(min=1, help="Number of processes (default: what the corpus pays for).")]
Scheduler = Annotated[str, typer.Option(help="Address of a Dask scheduler whose workers share the tables' folder.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no remarks.")]


def _open(place: Path, *, hush: bool = False, **options):
    from cadrage.study import Study

    return Study.open(place, progress=quiet if hush else Bar(), **options)


def _version(asked: bool) -> None:
    if asked:
        print(f"cadrage {__version__}")
        raise typer.Exit


@app.callback()
def _main(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False) -> None:
    pass


@app.command()
def report(
    study: StudyPath,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Where the report goes.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the report: fr or en.")] = "fr",
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Counts, positions and hashes only, no article text.")
    ] = False,
    decisions: Annotated[
        Path | None, typer.Option(help="Decisions saved in an earlier report: recount with them.")
    ] = None,
    model: Model = "",
    tables: Tables = None,
    workers: Workers = None,
    hush: Quiet = False,
) -> None:
    """Does everything, to one self-contained HTML file."""
    from cadrage.report import build

    if lang not in ("fr", "en"):
        raise typer.BadParameter(f"expected fr or en, found {lang!r}", param_hint="--lang")
    opened = _open(study, model=model, tables=tables, workers=workers, hush=hush)
    name = "report.html" if study.is_dir() else f"{study.stem}-report.html"
    path = build(opened, out or opened.folder / name, lang=lang, text=not no_text, decisions=decisions)
    if not hush:
        _remarks(opened)
    print(path)


@app.command()
def annotate(
    study: StudyPath,
    tables: Tables = None,
    workers: Workers = None,
    scheduler: Scheduler = "",
    model: Model = "",
    hush: Quiet = False,
) -> None:
    """Writes all tables as Parquet; goes on where an earlier run was stopped."""
    opened = _open(study, model=model, tables=tables, workers=workers, scheduler=scheduler, hush=hush)
    from cadrage.folder import Folder

    folder = Folder(opened.annotate())
    if not hush:
        _remarks(opened)
    for name in ("articles", "tokens", "attributions", "hits", "passages", "statements"):
        print(folder.at(f"{name}.parquet"))


@app.command()
def check(study: StudyPath) -> None:
    """Reads only, and lists every problem with its place and what to do."""
    opened = _open(study, hush=True)
    problems = opened.problems
    for problem in sorted(set(problems)):
        print(f"{problem.level}: {problem}")
    errors = sum(p.level == "error" for p in problems)
    articles = opened.articles
    print(
        f"{len(articles)} articles of {articles['outlet'].nunique()} outlets can be analysed; "
        f"{errors} errors, {len(problems) - errors} warnings."
    )
    if errors or articles.empty:
        raise typer.Exit(1)


@app.command()
def concordance(
    study: StudyPath,
    term: Annotated[str, typer.Argument(help="A declared term, or any word or phrase.", show_default=False)],
    outlet: Annotated[str, typer.Option(help="Only this outlet.")] = "",
    voice: Annotated[str, typer.Option(help="Only this voice: narrator or attributed.")] = "",
    csv: Annotated[Path | None, typer.Option(help="Write CSV there instead ('-' for standard output).")] = None,
    width: Annotated[int, typer.Option(min=10, help="Characters of context on each side.")] = 60,
    first: Annotated[int | None, typer.Option(min=1, help="So many uses and no more.", show_default=False)] = None,
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Shows a term in its contexts, with outlet, voice and speaker."""
    from cadrage.evidence import concordance as in_context
    from cadrage.export.csv import write_csv
    from cadrage.terms import rows_of_term

    opened = _open(study, model=model, tables=tables, hush=hush)
    lines = in_context(opened, rows_of_term(opened, term, outlet=outlet, voice=voice, first=first), width=width)
    if csv is not None:
        write_csv(lines, sys.stdout if str(csv) == "-" else csv)
        return
    for line in lines.itertuples(index=False):
        who = f" [{line.speaker or '?'}]" if line.voice == "attributed" else ""
        mark = "" if line.distance in ("none", None) else f" ({line.distance})"
        print(
            f"{line.outlet[:18]:<18} {line.left[-width:]:>{width}}‹{line.keyword}›{line.right[:width]:<{width}}{who}{mark}"
        )
    print(f"{len(lines)} occurrences.")


@app.command()
def evaluate(
    study: StudyPath,
    gold: Annotated[Path, typer.Argument(help="Hand annotation (JSON).", show_default=False)],
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Precision, recall and F1 of the attributions against hand annotation."""
    from cadrage.gold import evaluate_study

    print(evaluate_study(_open(study, model=model, tables=tables, hush=hush), gold))


@app.command()
def code(
    study: StudyPath,
    scheme: Annotated[Path, typer.Option(help="Coding scheme (YAML): question, unit, codes, size of the sample.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Sheet to write, a CSV to fill in.")] = Path("codes.csv"),
    read: Annotated[list[Path] | None, typer.Option(help="A filled sheet; once for each coder.")] = None,
    lang: Annotated[str, typer.Option(help="Language of what is said: fr or en.")] = "fr",
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Draws a sample to code by hand; with --read, says how far coders agree and what their codes show."""
    from cadrage.coding import draw, load_scheme, read_back
    from cadrage.coding import report as report_codes

    opened = _open(study, model=model, tables=tables, hush=hush)
    asked = load_scheme(scheme)
    if not read:
        print(draw(opened, asked, out))
        return
    for sentence in report_codes(opened, asked, read_back(read, asked), lang=lang).said:
        print(sentence)


@app.command()
def export(
    study: StudyPath,
    format: Annotated[str, typer.Argument(help="csv, parquet, brat, conllu, iramuteq, tei, txm or web-annotation.")],
    out: Annotated[Path, typer.Argument(help="File or folder to write.", show_default=False)],
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Writes the corpus and its annotation in a format that other programs read."""
    from cadrage.export import write

    print(write(_open(study, model=model, tables=tables, hush=hush), format, out))


@app.command()
def archive(
    study: StudyPath,
    out: Annotated[Path, typer.Argument(help="File to write (.zip).", show_default=False)],
    texts: Annotated[bool, typer.Option("--texts", help="With the articles' texts: mind the rights on them.")] = False,
    decisions: Annotated[Path | None, typer.Option(help="Decisions saved in a report, to go with it.")] = None,
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Writes all that the figures can be rebuilt from: configuration, tables, versions, hashes; no texts unless asked."""
    from cadrage.export import archive as write_archive

    print(write_archive(_open(study, model=model, tables=tables, hush=hush), out, texts=texts, decisions=decisions))


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet.", show_default=False)]) -> None:
    """Writes a commented study.yml and an example article."""
    from cadrage.scaffold import write_example

    print(f"{write_example(folder)}: put your articles beside the example, then: cadrage report {folder}")


@app.command()
def notebook(study: StudyPath) -> None:
    """Opens Jupyter with the notebooks bound to the study."""
    from cadrage.report.live import notebook_folder

    opened = _open(study, hush=True)
    os.environ["CADRAGE_STUDY"] = str(study.resolve())
    os.execvp(sys.executable, [sys.executable, "-m", "jupyterlab", str(notebook_folder(opened))])


def _remarks(study) -> None:
    problems = sorted(set(study.problems))
    for problem in problems[:8]:
        print(f"{problem.level}: {problem}", file=sys.stderr)
    if len(problems) > 8:
        print(f"… and {len(problems) - 8} more: cadrage check {study.place}", file=sys.stderr)


def main() -> None:
    """Runs the command line; what a user can mend is said in one sentence, without a traceback."""
    try:
        app()
    except CadrageError as error:
        print(f"cadrage: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; nothing to say to it.
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        print("cadrage: stopped; what was finished is kept, and the next run goes on from there", file=sys.stderr)
        sys.exit(130)
