"""JSON Lines, one article a line."""

import json
from pathlib import Path

from cadrage.errors import Problem
from cadrage.read.decode import decode
from cadrage.read.record import FIELDS, Found, Record, columns_of


def read_jsonl(path: Path, mapping: dict[str, str]) -> Found:
    """Every line of a JSON Lines file as a record; lines that are no JSON object are reported."""
    try:
        text, warnings = decode(path.read_bytes())
    except (OSError, ValueError) as error:
        yield Problem(path.name, "", "error", str(error))
        return
    said = set()
    # Not splitlines(): U+2028 and its like may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            why = getattr(error, "msg", "too deeply nested")
            yield Problem(path.name, place, "error", f"a JSON object was expected, found: {why}: the line was left out")
            continue
        if not isinstance(row, dict):
            yield Problem(
                path.name,
                place,
                "error",
                f"a JSON object was expected, found a {type(row).__name__}: the line was left out",
            )
            continue
        columns, problems = columns_of(list(row), mapping, path.name)
        for problem in problems:
            if problem not in said:
                said.add(problem)
                yield problem
        if "text" not in columns:
            yield Problem(
                path.name,
                place,
                "error",
                f"a key with the text was expected, found {', '.join(row)}: "
                "name it in study.yml, « columns: {text: …} »; the line was left out",
            )
            continue
        yield Record({o: row[t] for o, t in columns.items() if o in FIELDS}, path.name, place, list(warnings))
