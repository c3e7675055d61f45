"""What a rule produces: one attribution, its parts given as positions in the view and as token indices.

Characters are offsets into ``view.text`` (half open); rows are made with ``view.back(start, end)``.  Tokens are
indices into the spaCy document made from ``view.text``.  Rules fill in what the sentence says; who stands behind a
mention, or behind none at all, is decided afterwards by the speaker stage, which reads ``source``, ``implicit``,
``medium`` and ``position``.
"""

from dataclasses import dataclass, field

Span = tuple[int, int]
# Half-open spans of token indices.
Tokens = tuple[int, int]

#: How the speaker is to be found where the sentence names no source, or names one that only points elsewhere.
#:
#: ``""``          the source stands in the sentence (``source`` is set)
#: ``"inherited"`` the source stands at a governing cue (``précisant que``): ``source`` is that mention
#: ``"previous"``  the speaker of the attribution before (``Et d'ajouter que``, a quotation without cue)
#: ``"issuer"``    whoever issued the document (``est-il indiqué``, ``lit-on dans le communiqué``); ``medium`` may be set
#: ``"alternate"`` the other one of two who talk (turns of a dialogue)
#: ``"unknown"``   nobody is named (``il a été annoncé que``, ``de source sûre``)
IMPLICIT = ("", "inherited", "previous", "issuer", "alternate", "unknown")

TYPES = ("direct", "indirect", "mixed")


@dataclass(slots=True, eq=False)
class Attribution:
    """One act of reporting found in a document.

    ``content`` holds one span, or several where a cue cuts it.  ``rule`` names the rule that found it and
    ``construction`` the family of the rule (the file).  ``parent`` is the attribution that this one is nested in.
    ``features`` are small numbers that the rule noted for the estimate of ``confidence`` (0 to 1).

    >>> a = Attribution(content=[(0, 13)], rule="incise", construction="incise", cue=(16, 25), cue_lemma="affirmer")
    >>> a.start, a.end, a.type
    (0, 13, 'indirect')
    """

    content: list[Span]
    rule: str
    construction: str
    type: str = "indirect"
    # The words that signal the report; none for a quotation without cue.
    cue: Span | None = None
    cue_tokens: tuple[int, ...] = ()
    cue_lemma: str | None = None
    cue_class: str | None = None
    # The mention the cue attaches to: characters, first and last + 1 token, and the token that heads it.
    source: Span | None = None
    source_tokens: Span | None = None
    source_head: int | None = None
    # How to find the speaker where ``source`` does not say it (see IMPLICIT).
    implicit: str = ""
    # ``dans un communiqué``: characters and head token of the document or medium the words were published in.
    medium: Span | None = None
    medium_head: int | None = None
    # The token at which the cue stands (of the content's first token where there is no cue): pronouns look back from here.
    position: int = 0
    # Numbers of the quotations (indices into ``quotes``) that hold the content's quoted words.
    quotations: tuple[int, ...] = ()
    negated: bool = False
    parent: "Attribution | None" = None
    confidence: float = 0.5
    # Filled in by the speaker stage.
    speaker: str | None = None
    speaker_kind: str | None = None
    features: dict[str, float] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """First character of the content in the view."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """End of the content in the view."""
        return self.content[-1][1]


def overlap(one: list[Span], other: list[Span]) -> int:
    """Number of characters that two lists of spans share.

    >>> overlap([(0, 5), (8, 12)], [(4, 9)])
    2
    """
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def length(spans: list[Span]) -> int:
    """Number of characters in disjoint spans.

    >>> length([(0, 5), (8, 12)])
    9
    """
    return sum(e - s for s, e in spans)
