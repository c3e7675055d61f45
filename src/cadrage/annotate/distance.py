"""Distance: words of the narrator that the narrator does not vouch for.

Two kinds: ``scare-quoted`` (quotation marks that report nobody) and ``hedged`` (a hedging word, or the reportive
conditional). Every mark names its cue, so that a reader sees why a word counts as held at a distance.
"""

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.words import Words
from cadrage.annotate.conditional import conditionals
from cadrage.annotate.hedges import hedges, load_hedges
from cadrage.annotate.marks import DistanceMark, covered
from cadrage.annotate.scare_quotes import scare_quotes

__all__ = ["DistanceMark", "mark"]


def mark(doc, view, quotes, attributions: list[Attribution], lexicon=None) -> list[DistanceMark]:
    """The distance marks of a document in narrator voice, hedges before scare quotes, each in the order of the text.

    Words inside a reported content are somebody else's and bear no mark. ``lexicon`` takes the place of
    :func:`cadrage.annotate.hedges.load_hedges`.

    >>> from cadrage.annotate.pipeline import load
    >>> from cadrage.annotate.view import View
    >>> view = View.of("Le conducteur aurait perdu le contrôle du bus. La « mise en concurrence » a duré une heure.")
    >>> [(view.text[m.cue_start : m.cue_end], m.kind) for m in mark(load()(view.text), view, view.quotes, [])]
    [('aurait perdu', 'hedged'), ('« mise en concurrence »', 'scare-quoted')]
    """
    lexicon = lexicon or load_hedges()
    words = doc.user_data.get("words") or Words.of(doc)
    reported = covered([span for a in attributions for span in a.content])
    quoted = covered([(q.start, q.end) for q in quotes if q.level == 0])
    found = [*hedges(words, view.text, lexicon, reported, quoted), *conditionals(words, view.text, reported, quoted)]
    found.sort(key=lambda m: (m.cue_start, m.cue_end))
    return found + scare_quotes(words, view.text, quotes, attributions, lexicon, reported)
