"""JSON Lines, one article a line."""

import json

from cadrage.errors import Problem
from cadrage.read.decode import decode
from cadrage.read.record import FIELDS, Found, Record, columns_of


def read_jsonl(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """Every line of a JSON Lines file as a record; lines that are no JSON object are reported.

    >>> [r.fields for r in read_jsonl(b'{"text": "Le pont a rouvert."}', "a.jsonl", {})]
    [{'text': 'Le pont a rouvert.'}]
    """
    try:
        text, warnings = decode(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    said = {Problem(name, "", "warning", warning) for warning in warnings}
    yield from said
    known: dict[tuple, tuple] = {}
    # Not splitlines(): U+2028 and its like may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        row, why = _object(line)
        if row is None:
            yield Problem(name, place, "error", f"a JSON object was expected, found {why}: the line was left out")
            continue
        keys = tuple(row)
        if keys not in known:
            known[keys] = columns_of(list(row), mapping, name)
        columns, problems = known[keys]
        for problem in problems:
            if problem not in said:
                said.add(problem)
                yield problem
        if "text" not in columns:
            yield Problem(
                name,
                place,
                "error",
                f"a key with the text was expected, found {', '.join(list(row)[:20]) or 'none'}: "
                "name it in study.yml, « columns: {text: …} »; the line was left out",
            )
            continue
        yield Record({o: row[t] for o, t in columns.items() if o in FIELDS}, name, place)


def _object(line: str) -> tuple[dict | None, str]:
    try:
        row = json.loads(line)
    except RecursionError:
        return None, "values nested too deeply"
    except ValueError as error:
        # Also numbers of more digits than Python turns into an integer.
        return None, f"a fault ({getattr(error, 'msg', 'a number that is too long')})"
    return (row, "") if isinstance(row, dict) else (None, f"a {type(row).__name__}")
