"""Formats that keep title and body apart: the headline is set where the article has it, before the body."""

from collections.abc import Iterable

from cadrage.errors import Problem
from cadrage.read.record import Found, Record


def titled(found: Iterable[Record | Problem]) -> Found:
    """Records of a body each, with their titles set before them."""
    for item in found:
        if isinstance(item, Record):
            item.fields["text"] = with_title(str(item.fields.get("title", "")), str(item.fields["text"]))
        yield item


def with_title(title: str, body: str) -> str:
    """The text of an article whose source gives title and body as two parts.

    >>> with_title("Un pont", "Il a rouvert.")
    'Un pont\\n\\nIl a rouvert.'
    """
    if not title or " ".join(body[: 2 * len(title) + 20].split()).startswith(title):
        return body
    # Below a kicker (« Région ») the body may have its title all the same.
    beginning = [line for line in body[: 3 * len(title) + 200].split("\n") if line.strip()][:3]
    if any(" ".join(line.split()) == title for line in beginning):
        return body
    return f"{title}\n\n{body}"
