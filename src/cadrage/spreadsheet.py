"""Text in cells of a spreadsheet, which would calculate what looks like a formula."""

# What a spreadsheet takes for the beginning of a formula, or strips to get at one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Put before such a cell; spreadsheets show it or hide it, and never calculate behind it.
GUARD = "'"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("1 = 1")
    ("'=1+1", '1 = 1')
    """
    return GUARD + text if text.startswith(FORMULA) else text
