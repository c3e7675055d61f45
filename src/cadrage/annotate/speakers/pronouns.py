"""Pronouns and other words that name nobody by themselves."""

from cadrage.lexicon.aliases import key

# key → gender, number
PRONOUNS = {
    "il": ("m", "s"), "elle": ("f", "s"), "lui": ("m", "s"), "ils": ("m", "p"), "elles": ("f", "p"), "eux": ("m", "p"),
    "ce dernier": ("m", "s"), "cette derniere": ("f", "s"), "ces derniers": ("m", "p"), "ces dernieres": ("f", "p"),
    "celui ci": ("m", "s"), "celle ci": ("f", "s"), "ceux ci": ("m", "p"), "celles ci": ("f", "p"), "qui": ("", "s"),
    "dernier": ("m", "s"), "derniere": ("f", "s"), "derniers": ("m", "p"), "dernieres": ("f", "p"),
    "t il": ("m", "s"), "t elle": ("f", "s"), "t ils": ("m", "p"), "t elles": ("f", "p"),
    "lui meme": ("m", "s"), "elle meme": ("f", "s"), "celui": ("m", "s"), "celle": ("f", "s"), "ceux": ("m", "p"),
    "lequel": ("m", "s"), "laquelle": ("f", "s"), "lesquels": ("m", "p"), "lesquelles": ("f", "p"),
    "y": ("", "s"), "dont": ("", "s"), "leur": ("", "p"), "le": ("m", "s"), "je": ("", "s"), "j": ("", "s"), "nous": ("", "p"),
}  # fmt: skip
# Those that take up whoever was mentioned last rather than whoever speaks.
RECENT = {"ce dernier", "cette derniere", "ces derniers", "ces dernieres", "celui ci", "celle ci", "ceux ci",
          "celles ci", "lequel", "laquelle", "lesquels", "lesquelles", "qui", "dernier", "derniere", "derniers", "dernieres"}  # fmt: skip
NOBODY = {"on", "t on", "l on", "certains", "d aucuns", "beaucoup", "d autres", "aucuns", "tout le monde", "personne",
          "chacun", "autres", "plusieurs", "cela", "ca", "ce", "c", "rien", "tous", "toutes"}  # fmt: skip
# « tous deux »: the two persons last spoken of.
BOTH = {"deux", "les deux", "toutes deux", "tous deux"}
# Pronouns that stand for people rather than institutions.
STRONG = {"lui", "lui meme"}


def nobody(text: str) -> bool:
    """Whether a source stands for nobody in particular (« on », « certains »).

    >>> nobody("tout le monde"), nobody("Le Monde")
    (True, False)
    """
    return key(text) in NOBODY or text.strip().lower() == "tout le monde"
