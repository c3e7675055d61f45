"""A coding scheme: what is coded, the question, the codes with their definitions; read from a YAML file.

question: La phrase présente-t-elle l'action comme légitime ?
unit: sentence                 # or attribution
codes:
  legitimate: La phrase l'approuve ou la justifie.
  illegitimate: La phrase la condamne.
  neither: Ni l'un ni l'autre.
sample: 120
strata: [outlet, event]
only: bombard|frapp            # optional: a pattern that the text must hold
"""

import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from cadrage.errors import StudyError
from cadrage.faults import in_words, not_yaml


class Scheme(BaseModel):
    """What coders are asked; ``codes`` maps each code to its definition, in the order of the keys 1, 2, 3 …

    >>> Scheme(question="Approuve ?", codes={"oui": "approuve", "non": "n'approuve pas"}).unit
    'sentence'
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    unit: Literal["sentence", "attribution"] = "sentence"
    codes: Annotated[dict[str, str], Field(min_length=2, max_length=9)]
    sample: Annotated[int, Field(ge=1)] = 120
    strata: list[Literal["outlet", "event", "zone", "voice"]] = ["outlet", "event"]
    only: str = ""
    seed: int = 0

    @field_validator("only")
    @classmethod
    def _a_pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"« only » was expected to be a pattern, but {value!r} is none: {error}") from error
        return value


def load_scheme(path: str | Path) -> Scheme:
    """The scheme in a YAML file.  Raises :class:`~cadrage.errors.StudyError` that names file and key."""
    path = Path(path)
    if not path.is_file():
        raise StudyError(f"a coding scheme was expected at « {path} », but there is no such file: check the path")
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return Scheme.model_validate(data if isinstance(data, dict) else {})
    except yaml.YAMLError as error:
        raise StudyError(not_yaml(error, path.name)) from error
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(map(str, fault["loc"]))
        raise StudyError(
            f"{path.name}: « {key} »: {in_words(fault)}; a scheme has the keys {', '.join(Scheme.model_fields)}"
        ) from error
