"""What is wrong with a file of settings, in the words of whoever wrote it: expected, found, what to do."""

import re

import yaml

# Kind of a fault (pydantic's names) → what stands in its place.
_EXPECTED = {
    "string_type": "text was expected",
    "dict_type": "lines « name: value » were expected",
    "list_type": "a list such as [a, b] was expected",
    "int_parsing": "a whole number was expected",
    "int_type": "a whole number was expected",
    "int_from_float": "a whole number was expected",
    "bool_parsing": "true or false was expected",
    "bool_type": "true or false was expected",
    "model_type": "lines « name: value » were expected",
    "model_attributes_type": "lines « name: value » were expected",
}
_PLACES = {
    "'<stream end>'": "the end of the file",
    "<stream end>": "the end of the file",
    "<block end>": "the end of the lines that belong together",
    "<block mapping start>": "a new key",
    "<scalar>": "a word",
    "the node content": "a value",
    "'<scalar>'": "a word",
}


def in_words(fault: dict) -> str:
    """One of pydantic's faults as a sentence without its place.

    >>> in_words({"type": "int_parsing", "input": "abc", "msg": "…"})
    'a whole number was expected, found « abc »: correct it'
    >>> in_words({"type": "missing", "input": {}, "msg": "Field required"})
    'it is missing: add it'
    """
    kind, found = fault["type"], fault.get("input")
    shown = f"« {str(found)[:60]} »" if not isinstance(found, (dict, list)) else f"a {type(found).__name__}"
    if kind == "missing":
        return "it is missing: add it"
    if kind.startswith("date"):
        return f"a date such as 2025-03-18 was expected, found {shown}: correct it"
    if kind in ("too_short", "too_long"):
        bound = fault["ctx"].get("min_length", fault["ctx"].get("max_length"))
        side = "at least" if kind == "too_short" else "at most"
        return f"{side} {bound} were expected, found {fault['ctx']['actual_length']}: correct it"
    if kind in ("literal_error", "enum"):
        return f"one of {fault['ctx']['expected'].replace(chr(39), '')} was expected, found {shown}: choose one"
    if kind in _EXPECTED:
        todo = (
            "set it in quotation marks"
            if kind == "string_type" and not isinstance(found, (dict, list))
            else "correct it"
        )
        return f"{_EXPECTED[kind]}, found {shown}: {todo}"
    return fault["msg"].removeprefix("Value error, ")


def not_yaml(error: yaml.YAMLError, file: str) -> str:
    """Why a text is no YAML: file, line, what stands there and where what it belongs to began.

    >>> try:
    ...     yaml.safe_load("a: {b: 1")
    ... except yaml.YAMLError as error:
    ...     print(not_yaml(error, "study.yml").split(": check")[0])
    study.yml, line 1: expected YAML, found the end of the file where ',' or '}' should stand
    """
    mark, start = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    where = re.fullmatch(r"expected (.+), but (?:got|found) (.+)", problem)
    if where:
        wanted, found = (_PLACES.get(part, part) for part in where.groups())
        problem = f"{found} where {wanted} should stand"
    line = mark.line + 1 if mark else 1
    since = f" (in what begins in line {start.line + 1})" if start and start.line + 1 < line else ""
    todo = (
        "indent with spaces, not with tabs"
        if "\\t" in problem
        else "check indentation, colons, brackets and quotation marks"
    )
    return f"{file}, line {line}: expected YAML, found {problem}{since}: {todo}"
