"""RSS and Atom: one report for each item, under the name of the outlet that wrote it and not of the feed that repeats it."""

from __future__ import annotations

import re
from contextlib import suppress
from html.entities import html5
from typing import Any

from claims.decoding import safe
from claims.formats import Bad, Found, Row, text_of

_AMPERSAND = re.compile(r"&(?:(#?\w{1,31});)?")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_ITEM = re.compile(r"<(/?)(?:[\w.-]+:)?(?:item|entry)\b[^>]*>?")


def read_feed(data: bytes) -> Found:
    """Yield the items of an RSS or Atom file. Raises nothing.

    An item's own source (RSS <source>, Atom <source><title>, Dublin Core publisher) goes before the feed's title.
    """
    for got in text_of(data):
        if isinstance(got, Bad):
            yield got
        else:
            yield from _feed(got)


def _feed(given: str) -> Found:
    text = safe(given)
    if text != given:
        yield Bad("", "holds control characters, read as spaces", "clean the feed if it looks wrong", lost=False)
    # the encoding that it declares was heeded; lines keep their numbers
    text = re.sub(r"^(\s*)<\?xml\b[^>]*\?>", lambda m: m[1] + "\n" * m[0].strip().count("\n"), text)
    root, fault = _tree(text)
    items = [] if root is None else root.xpath("//*[local-name()='item' or local-name()='entry']")
    if not items:
        yield Bad("", "holds no item of an RSS or Atom feed", "give the feed itself, or save the page as .html")
        return
    cut, broken_off = _cut_off(text, root)
    feed = _first(root, "*[local-name()='channel']/*[local-name()='title']", "*[local-name()='title']")
    for n, item in enumerate(items, 1):
        if broken_off and n == len(items):  # half an article would be read for the whole one
            yield Bad(f"item {n}", "the feed is cut off in this item", "fetch the feed again")
        else:
            yield _item(item, feed, f"item {n}")
    if cut and not broken_off:
        yield Bad("", f"the feed is cut off after item {len(items)}", "fetch the feed again")
    elif fault and not cut:
        yield fault


def _tree(text: str) -> tuple[Any, Bad | None]:
    """Return the root of an XML text, None where there is none, and what had to be guessed because it is not well formed."""
    from lxml import etree

    # no entities and no network: a feed comes from strangers
    safely = {"resolve_entities": False, "no_network": True, "huge_tree": False, "encoding": "utf-8"}
    with suppress(etree.XMLSyntaxError):
        return etree.fromstring(text.encode(), etree.XMLParser(**safely)), None
    text = "".join(part if part.startswith("<![CDATA[") else _AMPERSAND.sub(_spelled, part) for part in _CDATA.split(text))
    parser = etree.XMLParser(**safely, recover=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None, None
    wrong = next(iter(parser.error_log), None)
    if wrong is None:
        return root, None
    what = f"is not well-formed XML ({' '.join(wrong.message.split())[:120]}), read as far as it goes"
    return root, Bad(f"line {wrong.line}", what, "save the feed again if text is missing", lost=False)


def _spelled(m: re.Match[str]) -> str:
    """Return an ampersand as XML wants it: feeds hold bare ones, and names that only HTML knows (&nbsp;)."""
    if m[1] is None:
        return "&amp;"
    if m[1].startswith("#") or m[1] in ("amp", "lt", "gt", "quot", "apos"):
        return m[0]
    return html5.get(f"{m[1]};", f"&amp;{m[1]};")


def _cut_off(text: str, root: Any) -> tuple[bool, bool]:
    """Return whether a feed ends before its end tag, and whether it does so inside an item."""
    name = re.escape(root.tag.rpartition("}")[2]) if isinstance(root.tag, str) else ""
    last = None
    for last in _ITEM.finditer(text):  # noqa: B007
        pass
    cut = re.search(rf"</(?:[\w.-]+:)?{name}\s*>", text[last.end() if last else 0 :]) is None
    return cut, cut and last is not None and not last[1] and not last[0].endswith("/>")


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
