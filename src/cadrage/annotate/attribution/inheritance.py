"""Sources that stand at another cue: participles and infinitives behind an inserted clause, impersonals in a document."""

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context


def inherit(c: Context, found: list[Attribution]) -> None:
    """Gives « …, a indiqué le Kremlin, précisant que … » the source of the inserted clause before it."""
    inserted = [a for a in found if a.construction in ("incise", "according") and a.features.get("region_end")]
    by_unit: dict[int, list[Attribution]] = {}
    for a in inserted:
        by_unit.setdefault(c.unit[a.position], []).append(a)
    for a in found:
        if a.implicit != "inherited":
            continue
        best = None
        for b in by_unit.get(c.unit[a.position], ()):
            behind = b.position < a.position
            within = any(s <= c.words.start[a.position] < e for s, e in b.content)
            if b is not a and behind and not within and (best is None or b.position > best.position):
                best = b
        if best is not None:
            a.source, a.source_tokens, a.source_head = best.source, best.source_tokens, best.source_head
            if best.source is None:
                a.implicit = best.implicit or "previous"
        elif a.source is None:
            a.implicit = "previous"
