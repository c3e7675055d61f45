"""Notebooks, findings, passages, articles and method → one self-contained ``report.html``."""

import os
from html import escape
from pathlib import Path

from cadrage import __version__
from cadrage.memory import give_back
from cadrage.report import back
from cadrage.report.article_view import shown
from cadrage.report.drawing import Studio
from cadrage.report.exhibit import MEDIA_TYPE
from cadrage.report.export import (
    ReportExporter,
    ReportPreprocessor,
    check_self_contained,
    in_language,
    json_text,
    policy,
)
from cadrage.report.findings import Findings, find
from cadrage.report.language import ASSETS, Language, _words
from cadrage.report.links import Counted
from cadrage.report.live import making
from cadrage.report.palette import dark_rules
from cadrage.report.run import joined, notebook_files, run_notebooks
from cadrage.report.store import Evidence
from cadrage.report.whole import whole_tables

# Bytes of a page, and the parts of the evidence that are tried until it fits.
LARGEST, PARTS = 8_000_000, (1.0, 0.7, 0.5, 0.25, 0.1, 0.0)
# Behind this the evidence stands; no text of a page can hold it, for there quotation marks are escaped.
_STORE = 'id="store">'


def build(study, out: Path, *, lang: str = "fr", text: bool = True, decisions: Path | None = None) -> Path:
    """Write the report of a study to ``out`` and return its path; the same study gives the same bytes.

    Tables too long for one page are written whole to a folder of CSV files beside it, which the page names.

    ``text=False`` leaves all article text out; ``decisions`` names a file of a reader's decisions to recount with.
    """
    language = Language(lang)
    if decisions is not None:
        from cadrage.report.decisions import apply

        study = apply(study, decisions)
    files = notebook_files()
    parameters = {
        "study_folder": str(study.place),
        "tables": str(study.table_folder),
        "model": study.codebook.model,
        "lang": lang,
        "text": text,
        "decisions": str(decisions) if decisions is not None else None,
    }
    # Every chapter needs the annotation: where it cannot be made there is no report, and this is said once.
    _ = study.attributions
    studio = Studio() if (os.cpu_count() or 1) > 1 else None
    try:
        with making(study, studio) as report:
            notebook = joined(files, run_notebooks(files, parameters, study.progress))
        if studio is not None:
            _fill(notebook, studio)
    finally:
        if studio is not None:
            studio.close()
    found = find(study, language, clusters=study.clusters)
    report.keep(found.sets)
    page, every = render(study, notebook, language, text=text, found=found, sets=report.sets)
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    # The page must not know its own name: two reports of one study are the same bytes.
    beside = out.parent / f"{out.stem}-csv"
    give_back()
    if report.files or not every:
        beside.mkdir(exist_ok=True)
    for name, csv in sorted(report.files.items()):
        (beside / name).write_bytes(csv)
    for name, pieces in () if every else whole_tables(study, text=text):
        # With the mark by which spreadsheets know UTF-8.
        with (beside / name).open("w", encoding="utf-8-sig", newline="") as file:
            file.writelines(pieces)
    out.write_text(page, encoding="utf-8", newline="\n")
    return out


def _fill(notebook, studio: Studio) -> None:
    """Puts the figures into the outputs that wait for them."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data["text/html"] = studio.filled(data["text/html"])
            if MEDIA_TYPE in data:
                data[MEDIA_TYPE]["html"] = studio.filled(data[MEDIA_TYPE]["html"])


def render(
    study, notebook, language: Language, *, found: Findings, sets: dict[str, Counted], text: bool = True
) -> tuple[str, bool]:
    """The page as text, from executed notebooks and findings, and whether it holds every counted row.

    ``sets`` are the rows that its numbers open, by the names of their links.
    """
    titles = _titles(notebook, language)
    notebook, _ = ReportPreprocessor(language.code).preprocess(notebook, {})
    resources = _head(study, language, titles, text=text)
    resources |= {"findings": found.html(), "back": _back(study, sets, language, text=text), "store": ""}
    page, _ = ReportExporter().from_notebook_node(notebook, resources={"cadrage": resources})
    check_self_contained(page)
    before, after = page.split(_STORE)
    before += _STORE
    room = LARGEST - len(before.encode()) - len(after.encode())
    give_back()
    evidence, words = Evidence(study, sets, language=language, text=text), _words_of_page(study, language)
    # Evidence gives way until the page can be mailed; every number still says how many passages it counts.
    most = 1.0
    for part in PARTS:
        # A part of a page takes at least its part of the bytes: what cannot fit is not written.
        if part <= most:
            store = json_text(evidence.store(part) | words)
            size = len(store.encode())
            if evidence.every or size <= room:
                break
            most = max(0.0, part * room / size)
    return before + store + after, evidence.every


def _head(study, language: Language, titles, *, text: bool) -> dict:
    """What stands before the chapters, and the styles and script that the page's policy names."""
    style = (ASSETS / "report.css").read_text(encoding="utf-8")
    style += f"@media screen and (prefers-color-scheme: dark) {{{dark_rules()}}}\n"
    script = (ASSETS / "report.js").read_text(encoding="utf-8")
    return {
        "lang": language.code,
        "policy": escape(policy(style, script), quote=False),
        "version": __version__,
        "title": study.title,
        "skip": language.t("skip"),
        "failed": language.t("failed chapter"),
        "style": style,
        "script": script,
        "front": _front(study, language, titles, text=text, decided=getattr(study, "decided", None)),
    }


def _back(study, sets: dict, language: Language, *, text: bool) -> str:
    """What follows the chapters."""
    counted = {c.table for c in sets.values() if len(c.rows)} | {"hits", "attributions"}
    browse = [k for k in ("hits", "attributions", "passages") if k in counted and len(getattr(study, k))] or ["hits"]
    if text:
        articles = back.articles_section(study, language, cited=back.cited_articles(study, sets))
    else:
        articles = back.hashes_section(study, language)
    return "".join(
        [
            back.passages_section(language, browse=browse),
            articles,
            back.method_section(study, language),
            back.data_section(study, language, text=text),
            back.made_section(study, language, decided=getattr(study, "decided", None)),
        ]
    )


def _titles(notebook, language: Language) -> list[tuple[str, str]]:
    """Anchor and title of each chapter: the first heading of its notebook."""
    out, seen = [], set()
    for cell in notebook.cells:
        chapter = cell.metadata.get("chapter", "")
        if cell.cell_type == "markdown" and chapter not in seen:
            seen.add(chapter)
            out.append((f"c-{chapter}", in_language(cell.source, language.code).splitlines()[0].lstrip("# ")))
    return out


def _front(study, language: Language, titles, *, text: bool, decided) -> str:
    t = language.t
    dates = study.articles["date"].dropna()
    facts = [t("n articles", n=len(study.articles)), t("n outlets", n=len(study.outlets))]
    if len(dates):
        facts.append(f"{language.date(dates.min())} – {language.date(dates.max())}")
    facts.append(t("made with", version=__version__))
    notices = []
    if decided is not None:
        notices.append(
            t(
                "recounted",
                file=decided.file,
                hits=decided.hits,
                attributions=decided.attributions,
                unmatched=decided.unmatched,
            )
        )
    if not text:
        notices.append(t("no text"))
    entries = [
        ("findings", t("findings")),
        *titles,
        *((k, t(k)) for k in ("passages", "articles", "method", "glossary", "data", "made")),
    ]
    return (
        f'<header class="top"><h1>{shown(study.title)}</h1><ul class="bar">{"".join(f"<li>{shown(f)}</li>" for f in facts)}</ul>'
        + "".join(f'<p class="notice">{shown(n)}</p>' for n in notices)
        + f'</header><nav class="toc" aria-label="{escape(t("contents"))}"><details open><summary>{escape(t("contents"))}</summary>'
        f"<ol>{''.join(f'<li><a href={chr(34)}#{a}{chr(34)}>{escape(label)}</a></li>' for a, label in entries)}</ol></details></nav>"
    )


def _words_of_page(study, language: Language) -> dict:
    """What the page's script needs to speak the language of the page."""
    words = _words()
    return {
        "lang": language.code,
        "fingerprint": study.fingerprint,
        "ui": {key[3:]: language.t(key) for key in words if key.startswith("ui ")}
        | {key: language.t(key) for key in ("together", "selection", "selection partial")},
        "labels": {key: value[language.code] for key, value in words["labels"].items()},
    }
