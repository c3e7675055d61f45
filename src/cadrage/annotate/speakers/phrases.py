"""Noun phrases of sources as plain words: determiner, head, what follows; no parser needed.

A source is a short phrase in a genre with fixed habits (« le porte-parole du gouvernement, Matis Orel »), so that
its words say more than a parse, which is at its weakest on names and appositions.
"""

import re
from dataclasses import dataclass

from cadrage.lexicon.aliases import Aliases, Function, key

WORD = re.compile(r"M\.|MM\.|[^\W\d_]\.(?:-?[^\W\d_]\.)*|\w+'|\w+(?:[-.]\w+)*|[^\w\s]")
DEFINITE = {"le", "la", "l'", "les", "au", "du", "aux"}
INDEFINITE = {"un", "une", "des", "plusieurs", "quelques", "certains", "certaines", "d'autres", "divers", "diverses",
              "aucun", "aucune", "de"}  # fmt: skip
POSSESSIVE = {"son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes", "notre", "nos", "votre", "vos"}
DEMONSTRATIVE = {"ce", "cet", "cette", "ces"}
FEMININE = {"la", "une", "sa", "cette", "ma"}
MASCULINE = {"le", "un", "ce", "cet", "du", "au", "mon"}
PLURAL = {"les", "des", "ses", "leurs", "ces", "aux", "plusieurs", "quelques", "certains", "certaines", "nos", "vos",
          "mes", "divers", "diverses", "deux", "trois", "quatre", "cinq", "six"}  # fmt: skip
# What may stand between determiner and noun.
BEFORE_NOUN = {"ancien", "ancienne", "anciens", "anciennes", "autre", "autres", "bon", "bonne", "deux", "trois",
               "dernier", "derniers", "dernière", "dernières", "futur", "future", "grand", "grande", "grands", "haut",
               "hauts", "jeune", "jeunes", "même", "nouveau", "nouvel", "nouvelle", "nouveaux", "petit", "petite",
               "petits", "premier", "première", "principal", "principale", "principaux", "quatre", "cinq", "seul",
               "seule", "vieux", "vieil", "vieille", "plus", "très", "actuel", "actuelle", "tout", "tous", "toute",
               "toutes", "puissant", "puissante", "célèbre", "fameux", "fameuse", "double", "ex", "gros", "grosse",
               "quelque"}  # fmt: skip
# « une centaine de manifestants » is many people.
QUANTITIES = {"centaine", "centaines", "dizaine", "dizaines", "vingtaine", "trentaine", "quarantaine", "cinquantaine",
              "soixantaine", "douzaine", "quinzaine", "millier", "milliers", "poignee", "multitude", "nombre", "foule",
              "groupe", "quart", "tiers", "moitie", "majorite", "partie", "plupart"}  # fmt: skip
OPENS_COMPLEMENT = {"de", "du", "des", "d'", "à", "au", "aux", "en", "chez", "pour", "par", "sur", "sous", "dans",
                    "auprès", "contre", "avec", "sans", "entre", "au sein"}  # fmt: skip
# Where a phrase ends for us: clauses, asides.
CUT = re.compile(
    r"\s*(?:[,;:(\[«»]|\s[–—-]\s|\b(?:qui|que|qu'|dont|où|lequel|laquelle|lesquels|selon|lorsqu|quand|parce)\b).*",
    re.DOTALL,
)
# Clitics that a parser leaves at the end of a subject.
TAIL = re.compile(
    r"(?:(?:\s+|(?<='))(?:se|s'|y|en|nous|vous|n'|ne|le|la|l'|les|lui|leur|me|m'|d'|de|du|des|à|au|aussi|également|encore|enfin|"
    r"même|(?:lui|elle|eux|elles)-mêmes?|pourtant|toutefois|cependant|néanmoins|elle|non plus|quant))+$"
)
# A dateline's dash.
LEAD = re.compile(r"^[\s–—•-]+")
ELISION = re.compile(r"'\s+")


@dataclass(slots=True)
class Phrase:
    """A noun phrase: ``determiner`` (definite, indefinite, possessive, demonstrative, or empty), ``noun`` (key of the
    head), ``rest`` (text behind it), ``core`` (all without the determiner), gender and number as far as they show."""

    determiner: str
    noun: str
    rest: str
    core: str
    gender: str
    number: str
    proper: bool
    function: Function | None = None
    # Adjectives between head and first complement, as keys.
    adjectives: tuple[str, ...] = ()
    complement: str = ""

    @property
    def anaphoric(self) -> bool:
        """Definite or demonstrative: it can take up somebody already named."""
        return self.determiner in ("definite", "demonstrative", "possessive")


def read_phrase(text: str, aliases: Aliases) -> Phrase:
    """The parts of one noun phrase without coordination.

    >>> from cadrage.lexicon.aliases import load_aliases
    >>> p = read_phrase("la directrice générale de Ferrobel", load_aliases())
    >>> p.noun, p.complement, p.gender, p.determiner
    ('directrice generale', 'de Ferrobel', 'f', 'definite')
    """
    text = TAIL.sub("", ELISION.sub("'", CUT.sub("", LEAD.sub("", text.strip()), count=1)).strip())
    spans = [match.span() for match in WORD.finditer(text)]
    words = [text[a:b] for a, b in spans]
    low = [w.lower() for w in words]
    i, determiner, gender, number = 0, "", "", "s"
    while i < len(low) and low[i] in ("tous", "toutes", "tout", "toute", "l'un", "l'une", "chacun", "chacune"):
        i += 1
    if i < len(low):
        determiner = _determiner(low[i])
        if determiner:
            gender = "f" if low[i] in FEMININE else "m" if low[i] in MASCULINE else ""
            number = "p" if low[i] in PLURAL else "s"
            i += 1
        elif low[i : i + 2] == ["d'", "autres"]:
            determiner, number = "indefinite", "p"
            i += 2
        elif low[i] in PLURAL:
            determiner, number = "indefinite", "p"
            i += 1
    first = i
    lexical = _longest(low, i, aliases)
    while i < len(low) - 1 and not lexical and low[i] in BEFORE_NOUN:
        number = "p" if low[i] in PLURAL else number
        i += 1
        lexical = _longest(low, i, aliases)
    if not lexical and i < len(low) and low[i].startswith(("ex-", "vice-", "co-")) and len(low[i]) > 4:
        low[i] = low[i].split("-", 1)[1]
        lexical = _longest(low, i, aliases)
    stop = i + max(1, lexical)
    noun = key(" ".join(low[i:stop]))
    function = aliases.functions.get(noun)
    if function is None and noun in aliases.plurals:
        function, number = aliases.functions[aliases.plurals[noun]], "p"
    if function and function.gender in ("m", "f") and number == "s" and not gender:
        gender = function.gender
    after = stop
    while after < len(low) and low[after] not in OPENS_COMPLEMENT and words[after][:1].islower():
        after += 1
    complement = text[spans[after][0] :] if after < len(spans) and low[after] in OPENS_COMPLEMENT else ""
    of = low[after] if after < len(low) else ""
    if noun in QUANTITIES and (of == "des" or (of in ("de", "d'") and determiner == "indefinite")):
        gender, number, function = "", "p", None
    return Phrase(
        determiner,
        noun,
        text[spans[stop][0] :] if stop < len(spans) else "",
        text[spans[first][0] :] if first < len(spans) else "",
        gender,
        number,
        bool(words[i : i + 1] and words[i][:1].isupper()),
        function,
        tuple(key(w) for w in low[stop:after]),
        complement,
    )


def _determiner(word: str) -> str:
    if word in DEFINITE:
        return "definite"
    if word in INDEFINITE:
        return "indefinite"
    if word in POSSESSIVE:
        return "possessive"
    return "demonstrative" if word in DEMONSTRATIVE else ""


def _longest(low: list[str], i: int, aliases: Aliases) -> int:
    """Length in words of the longest known noun phrase that starts at word i, 0 for none."""
    for n in range(min(6, len(low) - i), 0, -1):
        noun = key(" ".join(low[i : i + n]))
        if (
            noun in aliases.functions
            or noun in aliases.plurals
            or noun in aliases.voices
            or noun in aliases.documents
            or noun in aliases.sorts
            or noun in aliases.people
            or noun in aliases.sources
            or noun in aliases.collectives
            or noun in aliases.camps
        ):
            return n
    return 0


# A comma or « et » between two phrases that could each stand alone.
JOINT = re.compile(
    r"\s*,?\s+(?:et|ainsi que|comme|ou)\s+(?=(?:l'|l' |d'autres|(?:le|la|les|un|une|son|sa|ses|leur|leurs|ceux|M\.|Mme|Me)\s)|[A-ZÀ-Þ])"
)
# « des élus et des riverains », but « le ministère de l'Économie et des Finances »
JOINT_INDEFINITE = re.compile(JOINT.pattern.replace("(?:le|la|", "(?:le|la|des|"))


def members(text: str) -> list[str]:
    """The members of a coordination of phrases with determiners or capitals; the text itself where it is one phrase.

    >>> members("les États-Unis et l'Union européenne"), members("le ministère de l'Économie et des Finances")
    (['les États-Unis', "l'Union européenne"], ["le ministère de l'Économie et des Finances"])
    """
    joint = JOINT_INDEFINITE if text[:4].lower() == "des " else JOINT
    return [part for part in joint.split(text) if part.strip()] or [text]
