"""RSS and Atom files: one article an item; most feeds carry summaries, which is said."""

import re

from lxml import etree

from cadrage.errors import Problem
from cadrage.read.markup import parse_xml, plain, text_of
from cadrage.read.record import Found, Record
from cadrage.read.title import with_title

# What a feed's title says beside the name of its site.
_ABOUT = re.compile(
    r"(?:[àa] la une|actualit[ée]s?|les? derni[èe]res? |flux|rss|toute l['’]actu|accueil|fil (?:info|d['’]actu)|politique$|"
    r"international$|monde$|soci[ée]t[ée]$|[ée]conomie$|sports?$|culture$)",
    re.IGNORECASE,
)
_FULL = ("encoded", "content")
_SUMMARY = ("description", "summary")


def read_feed(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """Every item of a feed as a record."""
    try:
        root = parse_xml(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    channel = next(root.iter("{*}channel"), root)
    outlet = _site(" ".join(plain(_value(channel, "title")).split()))
    items = list(root.iter("{*}item", "{*}entry"))
    for number, item in enumerate(items, start=1):
        place = f"item {number}"
        title = " ".join(plain(_value(item, "title")).split())
        full = next((v for tag in _FULL if (v := _value(item, tag))), "")
        text = plain(full or next((v for tag in _SUMMARY if (v := _value(item, tag))), ""))
        if not text:
            yield Problem(
                name, place, "error", f"a text was expected, but the item « {title[:60]} » has none: it was left out"
            )
            continue
        fields = {
            "title": title,
            "text": with_title(title, text),
            "outlet": outlet,
            "date": next((v for tag in ("pubDate", "published", "date", "updated") if (v := _value(item, tag))), ""),
            "url": _link(item),
            "section": _value(item, "category"),
            "author": _value(item, "creator") or _value(item, "author"),
        }
        warnings = [] if full else ["the feed gives a summary, not the whole article"]
        if own := _value(item, "source"):
            # A feed that collects others names where each item is from.
            fields["outlet"] = _site(own)
        yield Record({k: v for k, v in fields.items() if v}, name, place, warnings)
    if not items:
        yield Problem(name, "", "error", "items were expected in the feed, but there is none")


def _site(title: str) -> str:
    """« Le Phare - Toute l’actualité de Valmer », « À la une | Le Phare » without what is said about the site.

    >>> _site("Le Phare - Actualités et infos"), _site("Le Phare : à la une"), _site("Nice-Matin")
    ('Le Phare', 'Le Phare', 'Nice-Matin')
    """
    parts = [p for p in re.split(r"\s+[-–—|:•]\s+|(?<=\w): ", title) if p.strip()]
    named = [p for p in parts if not _ABOUT.match(p)]
    return (named or parts or [""])[0].strip()


def _value(parent: etree._Element, local: str) -> str:
    child = next((e for e in parent.iterchildren(f"{{*}}{local}")), None)
    if child is None:
        return ""
    if child.get("term"):
        return child.get("term")
    if child.get("type") == "xhtml" or local == "author":
        return text_of(child)
    return (child.text or "").strip()


def _link(item: etree._Element) -> str:
    for link in item.iterchildren("{*}link"):
        if link.get("rel", "alternate") == "alternate":
            return (link.get("href") or link.text or "").strip()
    return ""
