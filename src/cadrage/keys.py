"""What results are known by: hashes of the corpus, of the configuration and of the code that made them."""

import hashlib
from importlib.resources import files

import pandas as pd

from cadrage.codebook import Codebook


def fingerprint(codebook: Codebook, articles: pd.DataFrame) -> str:
    """Hash of corpus and configuration: equal ones give equal figures with the same version of cadrage.

    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Le Phare"], "sha256": ["0f"]})
    >>> fingerprint(Codebook(), articles) == fingerprint(Codebook(), articles.assign(outlet="L'Ancre"))
    False
    """
    digest = hashlib.sha256(codebook.model_dump_json().encode())
    for row in articles[["article_id", "outlet", "sha256"]].itertuples(index=False):
        digest.update("\t".join(row).encode())
    return digest.hexdigest()[:16]


def corpus_key(articles: pd.DataFrame) -> str:
    """Hash of all that tables of a corpus depend on, whatever its configuration."""
    columns = articles[["article_id", "outlet", "event", "headline_end", "sha256", "date"]]
    return hashlib.sha256(columns.to_csv(index=False).encode()).hexdigest()


def titles_key(articles: pd.DataFrame) -> str:
    """Hash of the titles of the articles that have no event: what these are grouped by, beside their texts."""
    titles = articles.loc[articles["event"].isna(), "title"].fillna("").astype(str)
    return hashlib.sha256("\n".join(titles).encode()).hexdigest() if len(titles) else ""


def stage_key(module, depends: str) -> str:
    """Hash of the code of the stage that a module belongs to, and of whatever else its result depends on."""
    digest = hashlib.sha256(depends.encode())
    stage = files("cadrage") / module.__name__.split(".")[1]
    for path in sorted(stage.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
