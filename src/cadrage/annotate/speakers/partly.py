"""Some of a group, or two of a kind: « d'autres », « l'un d'eux », « ceux qui … », « tous deux »."""

import re

from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.naming import name
from cadrage.annotate.speakers.scene import Scene
from cadrage.lexicon.aliases import key

# « ceux qui lui demandaient … »
CLAUSED = re.compile(r"(?:ceux|celles?|celui) (?:qui|qu'|que|dont)\b", re.IGNORECASE)
ONE_OF_THEM = re.compile(r"(?:l')?un(e?) d(?:'eux|'elles|'entre (?:eux|elles))", re.IGNORECASE)
ONE_AMONG = re.compile(r"(?:l')?une? (?:des|de (?:ses|ces|leurs|nos)) [^,.;:«»\n]{3,60}, (?=[A-ZÀ-Þ])")
# « tous les experts », cut behind its first word
ALL_OF = re.compile(r" ((?:les|ces|ses|leurs) [\w'-]+(?: [\w'-]+)?)")
SOME = {"autres", "d autres", "certains", "certaines", "d aucuns", "quelques uns", "plusieurs", "beaucoup"}


def partly(scene: Scene, start: int, end: int) -> Entity | None:
    """« D'autres », « certains », « l'un d'eux »: unnamed members of the group last spoken of; « ceux qui … »: unnamed."""
    text = scene.cast.text
    said = text[start:end].strip()
    if CLAUSED.match(text, start):
        return scene.cast.entity(
            said, "unnamed", "f" if said.lower().startswith("celle") else "m", "s" if said[-1:] in "ei" else "p"
        )
    apposed = ONE_AMONG.match(text, start)
    people = scene.cast.people.within(apposed.end(), apposed.end() + 1) if apposed else []
    if people:
        return people[0].entity  # « l'une des rares voix discordantes, Anne X »
    if key(said) == "autre" and said.lower() != "l'autre":
        # « Une note … Une autre »
        last = next(
            (e for _, e in reversed(scene.speakers) if e.kind in ("document", "unnamed") and e.number == "s"), None
        )
        return last and scene.cast.entity(f"autre {last.label.split(' ')[0]}", last.kind, last.gender, "s")
    if key(said) in ("tous", "toutes"):
        rest = ALL_OF.match(scene.cast.text, end)
        return name(scene.cast, rest.start(1), rest.end(1)) if rest else None
    one = ONE_OF_THEM.match(text, start)
    if one is None and key(said) not in SOME:
        return None
    group = scene.memory.recall(start, "", "p", kinds=("group", "unnamed"), near=True)
    who = group.label.split(" ")[0] if group is not None else ""
    if one:
        label = one.group() if group is None else f"{one.group()} ({who})"
        return scene.cast.entity(label, "unnamed", "f" if one.group(1) else "m", "s")
    if group is None:
        return scene.cast.entity(said.lower(), "unnamed", "m", "p") if key(said) != "beaucoup" else None
    some = said.lower().removeprefix("d'")
    return scene.cast.entity(f"{some} {who}", "unnamed", group.gender, "p")


def both(scene: Scene, at: int) -> Entity | None:
    """« tous deux »: the two persons last spoken of."""
    found: list[Entity] = []
    for mention in reversed(scene.memory.mentions):
        if mention.start < at and mention.entity.kind == "person" and mention.entity not in found:
            found.append(mention.entity)
        if len(found) == 2:
            return scene.cast.entity(f"{found[1].label} et {found[0].label}", "person", "m", "p")
    return None
