"""Web pages saved as HTML."""

from __future__ import annotations

import codecs
import re
from datetime import date

from lxml import etree

from index.loading.chats import compose_telegram_page, telegram_page
from index.loading.content import MOST_PIECES, Composer, Content, refuse_more_than
from index.loading.dates import first_date
from index.loading.encoding import Decoded, decode
from index.loading.markup import body_of, compose, parse
from index.loading.plain import decoded_or_refused, notes_on

_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_BLOCKS = re.compile(r"<(?:p|li|tr|h[1-6])\b", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page has to say its encoding
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}  # what pages labelled so really hold
_DATED = frozenset(
    (
        "article:published_time",
        "publishdate",
        "pubdate",
        "publish_time",
        "date",
        "dc.date",
        "dcterms.created",
        "datepublished",
        "og:pubdate",
        "weibo:article:create_at",
    )
)
_LONGEST_TITLE = 300  # characters; what is longer is none, and would be slow to look through
_SITE = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]{1,20}$")


def load_html(data: bytes) -> Content:
    """The blocks of a web page, without scripts, menus, page heads and feet.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        BrokenFile: nothing that could be a page.
        UnreadableFile: of millions of paragraphs, items or rows.
    """
    decoded = _decode(data)
    if not decoded.text.strip():
        return Content("", ())
    # before the tree is built, which takes a minute for so many
    refuse_more_than(MOST_PIECES, sum(1 for _ in _BLOCKS.finditer(decoded.text)))
    tree = parse(decoded.text)
    composer = Composer()
    if messages := telegram_page(tree):
        compose_telegram_page(messages, composer)
    else:
        compose(body_of(tree), composer)
    return composer.content(_title(tree), _day(tree), notes_on(decoded))


def _decode(data: bytes) -> Decoded:
    """A page's own word on its encoding counts if the whole page bears it out."""
    declared = _DECLARED.search(data[:_HEAD])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared.group(1).decode("ascii", "replace").lower()
        try:
            codec = codecs.lookup(_WIDER.get(name, name))
            # codecs such as rot13 or hex exist, too: only those of text are meant
            text = codec.decode(data, "strict")[0]
        except (LookupError, ValueError, AssertionError):
            text = None
        if isinstance(text, str) and "\0" not in text:
            return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), codec.name)
    return decode(data) or decoded_or_refused(data)


def _title(tree: etree._Element) -> str | None:
    """What the page calls itself, the name of its site left off where its first heading shows it to be one."""
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == "og:title" and meta.get("content"):
            return meta.get("content")
    title = tree.findtext(".//title")
    if not title or not title.strip():
        return None
    title = " ".join(title.split())[:_LONGEST_TITLE]
    headings = {" ".join("".join(str(t) for t in heading.itertext()).split()) for heading in tree.iter("h1", "h2")}
    for heading in headings:
        if heading and len(heading) < len(title) and title.startswith(heading) and not title[len(heading)].isalnum():
            return heading
    return _SITE.sub("", title) if _SITE.sub("", title) in headings else title


def _day(tree: etree._Element) -> date | None:
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _DATED and (day := first_date(meta.get("content") or "")):
            return day
    return None
