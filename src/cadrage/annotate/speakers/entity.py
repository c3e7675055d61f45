"""Who can speak in a document, and where it is mentioned."""

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Entity:
    """One speaker of a document: its label, kind, gender (``m``, ``f`` or empty) and number (``s`` or ``p``).

    ``age`` is in years, where given; ``leaning`` is the gender that a given name of unknown gender suggests; a ``thing`` (« son premier spectacle ») was
    described with a noun that names nobody who speaks. ``functions`` holds what a person is called: pairs of the function's key and the words of the whole phrase;
    ``sorts`` the sorts of organisation that an institution is (see lexicon organisations.yml).

    >>> Entity("Rémi Dastugue", "person", gender="m").agrees("f", "s")
    False
    """

    label: str
    kind: str
    gender: str = ""
    number: str = "s"
    functions: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    sorts: frozenset[str] = frozenset()
    leaning: str = ""
    thing: bool = False
    age: int | None = None

    def agrees(self, gender: str, number: str) -> bool:
        """Whether a pronoun of that gender and number can stand for it; unknown features agree with all."""
        return self.number == number and (not gender or not self.gender or gender == self.gender)


@dataclass(slots=True)
class Mention:
    """One place (characters of the view) where an entity is named or described outside quotations.

    ``rank``: 3 as the source of a report, 2 as a subject, 1 otherwise.
    """

    start: int
    end: int
    entity: Entity
    rank: int
