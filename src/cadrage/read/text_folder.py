"""A folder of text files: YAML front matter, an ``articles.csv`` beside them, or nothing but the texts."""

from pathlib import Path

import yaml

from cadrage.errors import Problem
from cadrage.read.decode import decode
from cadrage.read.delimited import rows_of
from cadrage.read.record import FIELDS, SYNONYMS, Found, Record, columns_of

TEXT = (".txt", ".md", ".text")
INDEX = ("articles.csv", "articles.tsv", "metadata.csv")
# Files about a corpus, not of it.
_ABOUT = ("readme", "license", "licence", "changelog")
_FENCE = "---"


def read_text_folder(folder: Path, mapping: dict[str, str]) -> Found:
    """Every text file below a folder, in the order of their names, with what an index beside them says."""
    index = find_index(folder, mapping)
    described, problems = _read_index(index, mapping) if index else ({}, [])
    yield from problems
    for path in text_files(folder):
        name = path.relative_to(folder).as_posix()
        found = read_text_file(path, name)
        if isinstance(found, Record) and index is not None:
            row = described.pop(name, None)
            if row is None:
                found.warnings.append(f"not listed in {index.name}")
            else:
                found.fields = {**found.fields, **{k: v for k, v in row.fields.items() if v not in ("", None)}}
        else:
            described.pop(name, None)
        yield found
    for name, row in described.items():
        yield Problem(
            index.name,
            row.place,
            "error",
            f"the file « {name} » was expected in {folder.name}, but there is none: correct the name",
        )


def find_index(folder: Path, mapping: dict[str, str]) -> Path | None:
    """The table beside the texts that describes them: one with a column of file names."""
    for path in (folder / name for name in INDEX):
        if path.is_file():
            first = next((row for item in rows_of(path) if not isinstance(item, Problem) for row in item[1:]), {})
            if "text" not in columns_of(list(first), mapping, path.name)[0]:
                return path
    return None


def text_files(folder: Path) -> list[Path]:
    """The text files of a folder and its sub-folders, hidden ones and a study's own results left out."""
    return sorted(
        p
        for p in folder.rglob("*")
        if p.suffix.lower() in TEXT
        and p.is_file()
        and p.stem.lower() not in _ABOUT
        and not any(part.startswith(".") or part == "tables" for part in p.relative_to(folder).parts)
    )


def read_text_file(path: Path, name: str) -> Record | Problem:
    """One text file as a record; the text is all that follows the front matter, exactly as it stands."""
    try:
        text, warnings = decode(path.read_bytes())
    except OSError as error:
        return Problem(name, "", "error", f"expected a readable file, found: {error.strerror}: check its permissions")
    except ValueError as error:
        return Problem(name, "", "error", str(error))
    fields: dict[str, object] = {}
    header, body, lines = split_front_matter(text)
    if header is not None:
        try:
            # BaseLoader keeps every value as text: an impossible date must not cost the article.
            data = yaml.load(header, Loader=yaml.BaseLoader) or {}
            if not isinstance(data, dict):
                raise yaml.YAMLError("no « key: value » lines")
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            place = f"line {mark.line + 2}" if mark else f"lines 1 to {lines}"
            why = getattr(error, "problem", None) or str(error)
            return Problem(
                name, place, "error", f"expected YAML between the two « --- » lines, found {why}: correct it"
            )
        known = {s: ours for ours, names in SYNONYMS.items() for s in names if ours in FIELDS}
        fields = {known[k.lower()]: v for k, v in data.items() if str(k).lower() in known}
        unknown = [str(k) for k in data if str(k).lower() not in known]
        if unknown:
            warnings.append(f"front matter keys not used: {', '.join(unknown)}")
    return Record({**fields, "text": body}, file=name, warnings=warnings)


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Front matter (None where there is none), the text behind it, and the number of its lines."""
    lines = text.splitlines(keepends=True)
    if lines and lines[0].strip() == _FENCE:
        for k, line in enumerate(lines[1:], start=1):
            if line.strip() == _FENCE:
                return "".join(lines[1:k]), "".join(lines[k + 1 :]), k + 1
    return None, text, 0


def _read_index(path: Path, mapping: dict[str, str]) -> tuple[dict[str, Record], list[Problem]]:
    rows, problems, columns = {}, [], None
    for item in rows_of(path):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        place, row = item
        if columns is None:
            columns, found = columns_of(list(row), mapping, path.name)
            problems += found
            if "file" not in columns:
                problems.append(
                    Problem(
                        path.name,
                        "line 1",
                        "error",
                        "a column « file » was expected beside the texts, "
                        f"found {', '.join(row)}: name the column that holds the file names",
                    )
                )
                return {}, problems
        fields = {ours: row[theirs] for ours, theirs in columns.items() if ours != "file"}
        name = row[columns["file"]].strip().removeprefix("./")
        if name in rows:
            problems.append(
                Problem(
                    path.name,
                    place,
                    "warning",
                    f"« {name} » is listed twice (first in {rows[name].place}): the first row counts",
                )
            )
        else:
            rows[name] = Record(fields, path.name, place)
    return rows, problems
