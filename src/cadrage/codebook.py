"""The codebook of a study, ``study.yml``: what to read, which terms compete, who the actors are.

Every key is optional; a folder of texts needs no ``study.yml`` at all.  Errors name file and line.
"""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from cadrage.errors import Problem, StudyError
from cadrage.faults import in_words, not_yaml

FILENAME = "study.yml"


def _as_list(value):
    """A lone word may stand where a list is meant."""
    return [value] if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_as_list)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frame(_Part):
    """A set of competing terms for one referent, with the uses that do not belong to it."""

    question: str = ""
    terms: dict[str, Words] = Field(min_length=1)
    exclude: Words = []

    @model_validator(mode="before")
    @classmethod
    def _terms_as_list(cls, value):
        # `retenue: [retenue, désescalade]` and `terms: [retenue, désescalade]` are short for terms named by themselves.
        if isinstance(value, list):
            value = {"terms": value}
        if isinstance(value, dict) and isinstance(value.get("terms"), list):
            value = {**value, "terms": {str(term): [str(term)] for term in value["terms"]}}
        return value

    @model_validator(mode="after")
    def _no_empty_and_no_double(self):
        owner = {}
        for term, forms in self.terms.items():
            for form in forms or [""]:
                if not form.strip():
                    raise ValueError(f"the term {term!r} was expected to list words, but it is empty: add a word")
                if owner.setdefault(form.casefold(), term) != term:
                    raise ValueError(
                        f"{form!r} stands under both {owner[form.casefold()]!r} and {term!r}: "
                        "a word can count for one term of a frame only"
                    )
        return self


class Contrast(_Part):
    """A comparison declared before looking: two outlets, one frame, one term; only these get a p-value."""

    frame: str
    term: str
    outlets: Annotated[list[str], Field(min_length=2, max_length=2)]


class Codebook(_Part):
    """Everything a study declares; ``columns`` maps our column names to those of the source.

    >>> book = Codebook.parse("frames: {appel: {terms: {retenue: [retenue], apaisement: [apaisement, apaiser]}}}")
    >>> list(book.frames["appel"].terms)
    ['retenue', 'apaisement']
    """

    title: str = ""
    note: str = ""
    language: str = "fr"
    articles: str = ""
    columns: dict[str, str] = {}
    outlet: str = ""
    outlets: dict[str, Words] = {}
    event: str = ""
    since: date | None = None
    until: date | None = None
    prepend_title: bool = False
    frames: dict[str, Frame] = {}
    actors: dict[str, Words] = {}
    contrasts: list[Contrast] = []
    model: str = ""
    seed: int = 0

    @model_validator(mode="before")
    @classmethod
    def _outlets_as_list(cls, value):
        # A list gives only the order of the outlets; a mapping gives their variants as well.
        if isinstance(value, dict) and isinstance(value.get("outlets"), list):
            value = {**value, "outlets": {str(name): [] for name in value["outlets"]}}
        return value

    @model_validator(mode="after")
    def _contrasts_name_what_exists(self):
        for c in self.contrasts:
            if c.frame not in self.frames or c.term not in self.frames[c.frame].terms:
                known = "; ".join(f"{name} ({', '.join(frame.terms)})" for name, frame in self.frames.items())
                raise ValueError(
                    f"the contrast on {c.frame!r} / {c.term!r} was expected to name a declared frame and term: "
                    f"correct it; frames are {known or 'none'}"
                )
        return self

    def misnamed(self, outlets: Iterable[str]) -> list[Problem]:
        """Outlets that are named here and are none of these: an error in a contrast, elsewhere a warning.

        >>> book = Codebook.parse("outlets: [Le Fanal, Le Phare]")
        >>> print(*book.misnamed(["Le Phare", "Le Cap"]), sep="\\n")
        study.yml, outlets: no article is of « Le Fanal »: check the spelling; articles are of Le Cap, Le Phare
        """
        present = sorted(map(str, outlets))
        found = f"articles are of {', '.join(present[:12])}{' …' if len(present) > 12 else ''}"
        wanted = {"contrasts": [o for c in self.contrasts for o in c.outlets], "outlets": list(self.outlets)}
        out = []
        for place, names in wanted.items():
            for name in dict.fromkeys(names):
                if present and name not in present:
                    near = get_close_matches(name, present, n=1)
                    todo = f"did you mean « {near[0]} »?" if near else f"check the spelling; {found}"
                    level = "error" if place == "contrasts" else "warning"
                    out.append(Problem(FILENAME, place, level, f"no article is of « {name} »: {todo}"))
        return out

    @classmethod
    def parse(cls, text: str, file: str = FILENAME) -> "Codebook":
        """The codebook of a YAML text; raises :class:`StudyError` with file and line of the first fault."""
        try:
            tree = yaml.compose(text, Loader=yaml.SafeLoader)
            data = yaml.safe_load(text) or {}
        except yaml.YAMLError as error:
            raise StudyError(not_yaml(error, file)) from error
        if not isinstance(data, dict):
            raise StudyError(
                f"{file}, line 1: expected « key: value » lines (title, articles, frames …), "
                f"found a {type(data).__name__}: see « cadrage new » for an example"
            )
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise StudyError("; ".join(_sentences(error, tree, file))) from error

    @classmethod
    def load(cls, folder: Path) -> "Codebook":
        """The codebook of a study's folder; an empty one where there is no ``study.yml``."""
        path = Path(folder) / FILENAME
        if not path.is_file():
            return cls()
        try:
            return cls.parse(path.read_text(encoding="utf-8-sig"), file=path.name)
        except UnicodeDecodeError as error:
            raise StudyError(
                f"{path.name}: expected UTF-8, found byte {error.object[error.start]:#04x} at position {error.start}: "
                "save the file as UTF-8"
            ) from error


def _sentences(error: ValidationError, tree, file: str):
    faults = error.errors()
    misspelt = {_near(fault) for fault in faults if fault["type"] == "extra_forbidden"}
    for fault in faults:
        # A contrast is checked with the frames, when all of the file is known.
        of_contrast = not fault["loc"] and "the contrast on" in fault["msg"]
        path = ["contrasts"] if of_contrast else [str(p) for p in fault["loc"]]
        line = _line(tree, path)
        key = ".".join(path) or "the file"
        if fault["type"] == "missing" and path[-1] in misspelt:
            continue
        if fault["type"] == "extra_forbidden":
            near = _near(fault)
            hint = f"did you mean « {near} »?" if near else f"known are {', '.join(_keys(path))}"
            yield f"{file}, line {line}: the key « {key} » is not known: {hint}"
        else:
            yield f"{file}, line {line}: « {key} »: {in_words(fault)}"


def _near(fault: dict) -> str:
    """The key that an unknown one is a misspelling of, or nothing."""
    path = [str(p) for p in fault["loc"]]
    return next(iter(get_close_matches(path[-1], _keys(path), n=1)), "")


def _keys(path: list[str]) -> list[str]:
    model = {"frames": Frame, "contrasts": Contrast}.get(path[0], Codebook) if len(path) > 1 else Codebook
    return list(model.model_fields)


def _line(node, path: list[str]) -> int:
    """The line on which the deepest part of ``path`` that exists in the YAML tree stands."""
    line = node.start_mark.line + 1 if node is not None else 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
            node = node.value[int(part)]
            line = node.start_mark.line + 1
        else:
            break
    return line
