"""Tables → files that other programs read: spreadsheets, lexicometry, annotation tools, archives."""

import os
from pathlib import Path

from cadrage.errors import CadrageError

NAMES = ("articles", "tokens", "attributions", "hits", "passages", "statements")
# Name of a format → what comes out of it.
FORMATS = {
    "brat": "folder of texts and stand-off annotation",
    "conllu": "one file of sentences",
    "csv": "folder of tables for spreadsheets",
    "iramuteq": "one file of texts",
    "parquet": "folder of tables for programs",
    "tei": "one XML file",
    "txm": "folder of XML files and metadata.csv",
    "web-annotation": "one JSON-LD file",
}


def write(study, format: str, out: str | os.PathLike) -> Path:
    """Writes a study's corpus and annotation in another format; returns the file or folder.

    ``format`` is one of ``FORMATS``.  Raises :class:`~cadrage.errors.CadrageError` for another one, or where ``out``
    cannot be written.
    """
    if format not in FORMATS:
        raise CadrageError(
            f"a format such as {', '.join(FORMATS)} was expected, found « {format} »: choose one of them"
        )
    from cadrage.export import brat, conllu, iramuteq, tables, tei, web_annotation

    try:
        if format in ("csv", "parquet"):
            tables.write_tables({name: getattr(study, name) for name in NAMES}, out, format=format)
        elif format == "iramuteq":
            iramuteq.write_iramuteq(study.articles, study.tokens, out)
        elif format in ("tei", "txm"):
            writer = tei.write_tei if format == "tei" else tei.write_txm
            writer(study.articles, study.tokens, study.attributions, study.hits, out)
        elif format == "conllu":
            conllu.write_conllu(study.articles, study.tokens, out)
        elif format == "brat":
            brat.write_brat(study.articles, study.attributions, study.hits, out)
        else:
            web_annotation.write_web_annotation(study.articles, study.attributions, study.hits, out)
    except OSError as error:
        raise _cannot_write(out, error) from error
    return Path(out)


def archive(study, out: str | os.PathLike, *, texts: bool = False, decisions: str | os.PathLike | None = None) -> Path:
    """Writes the archive of a study: configuration, tables, decisions, versions and hashes; no texts unless asked.

    Raises :class:`~cadrage.errors.CadrageError` where ``decisions`` cannot be read or ``out`` cannot be written.
    """
    from cadrage.codebook import FILENAME
    from cadrage.export.scholar_archive import write_archive

    own = study.folder / FILENAME
    try:
        taken = Path(decisions).read_text(encoding="utf-8") if decisions is not None else None
    except (OSError, ValueError) as error:
        raise CadrageError(f"decisions were expected in « {decisions} », found: {error}: check the path") from error
    try:
        configuration = own.read_text(encoding="utf-8-sig") if own.is_file() else ""
        return write_archive(
            {name: getattr(study, name) for name in NAMES},
            out,
            configuration=configuration,
            texts=texts,
            decisions=taken,
            model=study.annotator.model,
            seed=study.codebook.seed,
            fingerprint=study.fingerprint,
        )
    except OSError as error:
        raise _cannot_write(out, error) from error


def _cannot_write(place, error: OSError) -> CadrageError:
    return CadrageError(f"« {place} » was expected to be a place to write to, found: {error.strerror}: choose another")
