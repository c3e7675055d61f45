"""How often a French article would be set aside, and which other languages are told: ``python benchmarks/language.py``.

French: the news texts beside the repository (see CONTRIBUTING), whole and as windows of 30 words.  Others: the example
sentences that come with spaCy.
"""

import importlib
import os
import pkgutil
import random
from pathlib import Path

import pandas as pd
import spacy.lang

from cadrage.read.language import other_language

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Prints counts of errors in French, and the answer for every other language."""
    shared = Path(os.environ.get("CADRAGE_SHARED", ROOT.parent / "shared"))
    texts = pd.read_csv(shared / "wikinews-fr" / "articles.csv")["text"]
    chance = random.Random(0)
    windows = []
    for text in texts:
        words = text.split()
        start = chance.randrange(max(1, len(words) - 30))
        windows.append(" ".join(words[start : start + 30]))
    print(f"French set aside: {sum(map(bool, map(other_language, texts)))} of {len(texts)} articles, "
          f"{sum(map(bool, map(other_language, windows)))} of {len(windows)} windows of 30 words")  # fmt: skip
    for module in pkgutil.iter_modules(spacy.lang.__path__):
        try:
            sentences = importlib.import_module(f"spacy.lang.{module.name}.examples").sentences
        except ImportError:
            continue
        text = " ".join(sentences)
        print(f"{module.name:4} {len(text.split()):5} words: {other_language(text) or 'kept'}")


if __name__ == "__main__":
    main()
