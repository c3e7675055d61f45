"""What several tests share: where development data may be found, and small tables made from readable lines."""

import os
from pathlib import Path

import pandas as pd
import pytest

from cadrage import tables

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "data" / "demo"


def shared(name: str) -> Path:
    """A folder of development data that is not part of the repository; skips where it is absent."""
    path = Path(os.environ.get("CADRAGE_SHARED", ROOT.parent / "shared")) / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the repository (real articles and annotation are not ours to publish)")
    return path


def token_table(lines: dict[str, str], *, outlets: dict[str, str] | None = None) -> pd.DataFrame:
    """Tokens from ``form/lemma/POS`` words, one line an article; a word alone is its own lemma and a noun.

    A line break in a line starts a new sentence; heads are left at the root of each sentence.
    """
    rows = []
    for article_id, line in lines.items():
        position = number = 0
        for sentence, part in enumerate(line.split("\n")):
            first = number
            for word in part.split():
                form, lemma, pos = [*word.split("/"), "", ""][:3]
                rows.append({
                    "article_id": article_id, "outlet": (outlets or {}).get(article_id, article_id), "event": None,
                    "i": number, "start": position, "end": position + len(form), "form": form,
                    "lemma": lemma or form.lower(), "pos": pos or "NOUN", "morph": "", "head": first,
                    "dep": "ROOT" if number == first else "dep", "entity": "", "sentence": sentence, "zone": "body",
                    "voice": "narrator", "attribution_id": None, "distance": "none", "shared": False,
                    "boilerplate": False,
                })  # fmt: skip
                position += len(form) + 1
                number += 1
    return tables.make("tokens", rows)
