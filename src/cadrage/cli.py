"""The command line: ``cadrage report | annotate | check | concordance | evaluate | code | export | archive | new | notebook``."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from cadrage import __version__
from cadrage.console import counted, french_or_english, never, open_study, remarks, writable
from cadrage.errors import CadrageError, StudyError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    # Plain text: reports of errors are read by people and by other programs, and Rich would break their lines.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Compares how news outlets frame the same event.  To begin: cadrage new etude, put articles there, cadrage check "
    "etude, cadrage report etude.",
)
StudyPath = Annotated[
    Path,
    typer.Argument(metavar="STUDY", help="Folder of the study, or one file with articles.", show_default=False),
]
Model = Annotated[str, typer.Option(metavar="NAME", help="A larger spaCy pipeline to use instead of the embedded one.")]
Tables = Annotated[
    str | None,
    typer.Option(
        metavar="DIR-OR-URL",
        help="Where the tables are kept: a folder, or an address such as s3://bucket/tables (default: STUDY/tables).",
    ),
]
Workers = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Number of processes (default: what the corpus pays for).")
]
Scheduler = Annotated[str, typer.Option(help="Address of a Dask scheduler whose workers share the tables' folder.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no remarks.")]
Lang = Annotated[str, typer.Option(metavar="fr|en", help="Language of what is written.")]


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
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Where the report goes (default: report.html in the study)."),
    ] = None,
    lang: Lang = "fr",
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Counts, positions and hashes only, no article text.")
    ] = False,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Decisions saved in an earlier report: recount with them.")
    ] = None,
    model: Model = "",
    tables: Tables = None,
    workers: Workers = None,
    hush: Quiet = False,
) -> None:
    """Does everything, to one self-contained HTML file."""
    from cadrage.report import build

    french_or_english(lang)
    opened = open_study(study, model=model, tables=tables, workers=workers, hush=hush)
    name = "report.html" if study.is_dir() else f"{study.stem}-report.html"
    if wrong := next((p for p in opened.misnamed if p.level == "error"), None):
        raise StudyError(str(wrong))
    place = writable(out or opened.folder / name, "--out")
    path = build(opened, place, lang=lang, text=not no_text, decisions=decisions)
    if not hush:
        remarks(opened)
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
    """Writes all tables; goes on where it was stopped.

    Tables are Parquet files.  What an earlier run has finished is kept, and only new or changed articles are annotated.
    """
    opened = open_study(study, model=model, tables=tables, workers=workers, scheduler=scheduler, hush=hush)
    from cadrage.folder import Folder

    folder = Folder(opened.annotate())
    if not hush:
        remarks(opened)
        read = counted(len(opened.articles), "article")
        print(f"{read} annotated, {counted(len(opened.attributions), 'reported statement')}:", file=sys.stderr)
    for name in ("articles", "tokens", "attributions", "hits", "passages", "statements"):
        print(folder.at(f"{name}.parquet"))


@app.command()
def check(study: StudyPath) -> None:
    """Reads only, and lists every problem.

    Each with its file, its line or row, and what to do.  Ends with an error (exit code 1) where an article was left out.
    """
    from cadrage.study import Study

    opened = Study.open(study)
    problems = opened.problems
    for problem in sorted(set(problems)):
        print(f"{problem.level}: {problem}")
    errors = sum(p.level == "error" for p in problems)
    articles = opened.articles
    read = f"{counted(len(articles), 'article')} of {counted(articles['outlet'].nunique(), 'outlet')}"
    print(f"{read} can be analysed; {counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}.")
    if errors or articles.empty:
        raise typer.Exit(1)


@app.command()
def concordance(
    study: StudyPath,
    term: Annotated[
        str, typer.Argument(metavar="TERM", help="A declared term, or any word or phrase.", show_default=False)
    ],
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Only this outlet.")] = "",
    voice: Annotated[str, typer.Option(metavar="narrator|attributed", help="Only this voice.")] = "",
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write CSV there instead ('-' for standard output).")
    ] = None,
    width: Annotated[int, typer.Option(min=10, metavar="N", help="Characters of context on each side.")] = 60,
    first: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="So many uses and no more.", show_default=False)
    ] = None,
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Shows a term in its contexts, with outlet, voice and speaker."""
    from cadrage.evidence import concordance as in_context
    from cadrage.export.csv import write_csv
    from cadrage.terms import rows_of_term

    if not term.strip():
        raise typer.BadParameter("a word or a phrase was expected, found nothing", param_hint="TERM")
    opened = open_study(study, model=model, tables=tables, hush=hush)
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
    print(f"{counted(len(lines), 'occurrence')}.")
    if lines.empty and not hush:
        print(never(opened, term, narrowed=bool(outlet or voice)), file=sys.stderr)


@app.command()
def evaluate(
    study: StudyPath,
    gold: Annotated[Path, typer.Argument(metavar="GOLD.json", help="Hand annotation.", show_default=False)],
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """How right the attributions are: precision, recall, F1.

    Against hand annotation; data/demo/annotations shows what the file looks like.
    """
    from cadrage.gold import evaluate_study

    print(evaluate_study(open_study(study, model=model, tables=tables, hush=hush), gold))


@app.command()
def code(
    study: StudyPath,
    scheme: Annotated[
        Path, typer.Option(metavar="FILE", help="Coding scheme (YAML): question, unit, codes, size of the sample.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="Sheet to write, a CSV to fill in.")] = Path(
        "codes.csv"
    ),
    read: Annotated[
        list[Path] | None, typer.Option(metavar="SHEET", help="A filled sheet; once for each coder.")
    ] = None,
    lang: Lang = "fr",
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Draws a sample to code by hand, or reads the codes.

    With --read it says how far coders agree and what their codes show.
    """
    from cadrage.coding import draw, load_scheme, read_back
    from cadrage.coding import report as report_codes

    french_or_english(lang)
    asked = load_scheme(scheme)
    opened = open_study(study, model=model, tables=tables, hush=hush)
    if not read:
        print(draw(opened, asked, out))
        return
    for sentence in report_codes(opened, asked, read_back(read, asked), lang=lang).said:
        print(sentence)


@app.command()
def export(
    study: StudyPath,
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help="csv, parquet, brat, conllu, iramuteq, tei, txm or web-annotation.")
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File or folder to write.", show_default=False)],
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Writes corpus and annotation for other programs."""
    from cadrage.export import write

    print(write(open_study(study, model=model, tables=tables, hush=hush), format, out))


@app.command()
def archive(
    study: StudyPath,
    out: Annotated[Path, typer.Argument(metavar="OUT.zip", help="File to write.", show_default=False)],
    texts: Annotated[bool, typer.Option("--texts", help="With the articles' texts: mind the rights on them.")] = False,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Decisions saved in a report, to go with it.")
    ] = None,
    model: Model = "",
    tables: Tables = None,
    hush: Quiet = False,
) -> None:
    """Writes all that figures can be rebuilt from.

    Configuration, tables, versions and hashes; no texts unless asked.
    """
    from cadrage.export import archive as write_archive

    print(
        write_archive(open_study(study, model=model, tables=tables, hush=hush), out, texts=texts, decisions=decisions)
    )


@app.command()
def new(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.", show_default=False)
    ],
) -> None:
    """Writes a commented study.yml and an example article."""
    from cadrage.scaffold import write_example

    print(f"{write_example(folder)}: put your articles beside the example, then: cadrage report {folder}")


@app.command()
def notebook(study: StudyPath) -> None:
    """Opens Jupyter with the notebooks bound to the study."""
    from cadrage.report.live import notebook_folder

    if find_spec("jupyterlab") is None:
        raise CadrageError("Jupyter was expected to be installed, but is not: pip install jupyterlab")
    opened = open_study(study, hush=True)
    os.environ["CADRAGE_STUDY"] = str(study.resolve())
    os.execvp(sys.executable, [sys.executable, "-m", "jupyterlab", str(notebook_folder(opened))])


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
    except OSError as error:
        # Every place that is written to says so itself; this is for what nobody foresaw.
        place = f"« {error.filename} »" if error.filename else "a file"
        print(
            f"cadrage: {place} could not be read or written: {error.strerror or error}: choose another place",
            file=sys.stderr,
        )
        sys.exit(2)
    except KeyboardInterrupt:
        print("cadrage: stopped; what was finished is kept, and the next run goes on from there", file=sys.stderr)
        sys.exit(130)
