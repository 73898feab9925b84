"""RSS and Atom: one report for each item, under the name of the outlet that wrote it and not of the feed that repeats it."""

from __future__ import annotations

import re
from typing import Any

from claims.formats import Bad, Found, Row


def read_feed(data: bytes) -> Found:
    """Yield the items of an RSS or Atom file. Raises nothing.

    An item's own source (RSS <source>, Atom <source><title>, Dublin Core publisher) goes before the feed's title.
    """
    from lxml import etree

    # no entities and no network: a feed comes from strangers
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data.strip(), parser)
    except etree.XMLSyntaxError as e:
        yield Bad("", f"not XML that can be read ({' '.join(str(e).split())[:120]})", "save the feed again")
        return
    items = [] if root is None else root.xpath("//*[local-name()='item' or local-name()='entry']")
    if not items:
        yield Bad("", "holds no item of an RSS or Atom feed", "give the feed itself, or save the page as .html")
        return
    feed = _first(root, "*[local-name()='channel']/*[local-name()='title']", "*[local-name()='title']")
    for n, item in enumerate(items, 1):
        yield _item(item, feed, f"item {n}")


def _item(item: Any, feed: str, where: str) -> Row | Bad:
    bodies = [_inner(node) for name in ("encoded", "content", "description", "summary") for node in _all(item, name)]
    text = max((_readable(b) for b in bodies), key=len, default="")
    title = _readable(_first(item, "*[local-name()='title']"))
    if not text.strip():
        return Bad(where, "has no text", "a feed with headlines only cannot be compared; give the articles")
    source = _first(
        item, "*[local-name()='source']/*[local-name()='title']", "*[local-name()='source']", "*[local-name()='publisher']"
    )
    links = item.xpath("*[local-name()='link'][not(@rel) or @rel='alternate']")
    url = next((link.get("href") or (link.text or "").strip() for link in links), "")
    return Row(
        where,
        {
            "id": _first(item, "*[local-name()='guid']", "*[local-name()='id']") or url,
            "source": source or feed,
            "published": _first(
                item,
                "*[local-name()='pubDate']",
                "*[local-name()='published']",
                "*[local-name()='date']",
                "*[local-name()='updated']",
            ),
            "title": title,
            "text": text,
            "url": url,
        },
    )


def _all(item: Any, name: str) -> list[Any]:
    found: list[Any] = item.xpath(f"*[local-name()='{name}']")
    return found


def _first(item: Any, *paths: str) -> str:
    for path in paths:
        for node in item.xpath(path):
            if text := "".join(node.itertext()).strip():
                return " ".join(text.split())
    return ""


def _inner(node: Any) -> str:
    """Return what an element holds, its child elements written out (Atom's xhtml)."""
    from lxml import etree

    if len(node) == 0:
        return node.text or ""
    return (node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node)


def _readable(markup: str) -> str:
    """Return text out of the HTML that feeds carry: one paragraph a block."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import html

    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (ValueError, html.etree.ParserError):
        return re.sub(r"<[^>]{0,500}>", " ", markup).strip()
    for node in tree.xpath("//script|//style"):
        node.drop_tree()
    for node in tree.xpath("//p|//br|//div|//li|//h1|//h2|//h3|//blockquote"):
        node.tail = "\n\n" + (node.tail or "")
    return re.sub(r"[ \t]*\n\s*\n\s*", "\n\n", tree.text_content()).strip()
