"""What stands in an article's text without being its prose: the same for reading, annotating and showing.

Not a stage: plain work on characters, used by several.  ``from cadrage.boilerplate import boilerplate``.
"""

from cadrage.boilerplate.lines import boilerplate

__all__ = ["boilerplate"]
