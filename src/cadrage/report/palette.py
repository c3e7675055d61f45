"""One colour for each outlet and each term, the same in every figure and mark of a report.

The first colours differ in lightness as well as in hue, so that they can be told apart by colour-blind readers and
in grey print; beyond six nothing is told by colour alone: rows are named and points have shapes.
"""

INK, SOFT, GRID, PAPER = "#1c2126", "#59636e", "#d6dbe0", "#fefefe"
# Light, dark: the page swaps the first for the second on a dark ground.
TERMS = (
    ("#12457a", "#6fb1f2"),
    ("#e08a1e", "#f0a94a"),
    ("#7fc4b5", "#a9e2d6"),
    ("#a63a78", "#e07db6"),
    ("#4d4d4d", "#c4c4c4"),
    ("#b8b04a", "#e6de85"),
    ("#7a5230", "#d3a77f"),
    ("#8fa3d9", "#c3d0f5"),
)
OUTLETS = (
    ("#1b5e8c", "#6cb4e4"),
    ("#d1691f", "#f29a5c"),
    ("#2f8f6b", "#6fd0ab"),
    ("#9a4f96", "#d591d1"),
    ("#7a6a1e", "#d3c161"),
    ("#4a4f57", "#b9bfc8"),
    ("#3aa0b8", "#7fd6ea"),
    ("#b03a3a", "#f08a8a"),
    ("#5f5fb0", "#a9a9f0"),
    ("#5d8a1f", "#a8d66a"),
    ("#8c5a3c", "#d9a585"),
    ("#c25b8a", "#f0a3c6"),
)
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "<", ">", "h", "*")


def colour_of(names: list[str], palette=OUTLETS) -> dict[str, str]:
    """Colour of each name, by its place in the list; the palette starts again where names outnumber it.

    >>> colour_of(["Le Phare", "L'Ancre"])
    {'Le Phare': '#1b5e8c', "L'Ancre": '#d1691f'}
    """
    return {name: palette[i % len(palette)][0] for i, name in enumerate(names)}


def dark_rules() -> str:
    """Style rules that give each figure colour its counterpart on a dark ground."""
    swaps = dict((*TERMS, *OUTLETS))
    swaps |= {INK: "#e8eaed", SOFT: "#a9b1bb", GRID: "#3b434c", PAPER: "#15181c"}
    # Words inside bars: the bars are light on a dark ground, so the words are dark.
    swaps["#ffffff"] = "#101316"
    return "".join(
        f'.drawn [fill="{a}"]{{fill:{b}}}.drawn [stroke="{a}"]{{stroke:{b}}}' for a, b in sorted(swaps.items())
    )
