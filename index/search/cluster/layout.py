"""What an index of the cluster is like: mappings, settings, names. The one place for them."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import UTC, datetime

from index.bm25 import K1, B
from index.model import ParagraphId, TermKind
from index.search.cluster.client import Json
from index.store.folder import FORMAT

LAYOUT = f"1/{FORMAT}"
"""Version of all that stands here and in :mod:`index.search.cluster.records`, and of what a document is read to."""

UNIT, DOCUMENT, FILE = "unit", "document", "file"
"""What an entry of the index is: a searched unit of a paragraph, a document, a file that was seen."""

_LONGEST_TERM = 200  # the whitespace analyzer cuts a term of more than 255 characters in two
_SPACE = re.compile(r"\s")


def field_of(kind: TermKind) -> str:
    """The field that holds the terms of a kind."""
    return f"{kind.value}_terms"


def written(term: str) -> str:
    """A term as the whitespace analyzer gives it back: without blanks, and not too long."""
    if len(term) > _LONGEST_TERM:
        return f"#{hashlib.sha256(term.encode()).hexdigest()}"
    return _SPACE.sub("␣", term)


def body(shards: int) -> Json:
    """What an index is made with. Copies on other nodes come when it is full: each paragraph is taken in once."""
    models = {kind.value: {"type": "BM25", "k1": K1, "b": B} for kind in TermKind}
    terms = {
        field_of(kind): {"type": "text", "analyzer": "whitespace", "similarity": kind.value, "index_options": "freqs"}
        for kind in TermKind
    }
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                **filling()["index"],
                "similarity": models,
            }
        },
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "entry": {"type": "keyword"},
                "document": {"type": "keyword"},
                "order": {"type": "keyword"},
                **terms,
                "record": {"type": "object", "enabled": False},
            },
        },
    }


def filling() -> Json:
    """Settings of an index that is being filled."""
    return {
        "index": {
            "number_of_replicas": 0,
            "auto_expand_replicas": "false",
            "refresh_interval": "-1",
            "blocks.write": False,
        }
    }


def finished(replicas: int) -> Json:
    """Settings of an index that will not be changed any more; where there are fewer nodes there are fewer copies."""
    return {"index": {"auto_expand_replicas": f"0-{replicas}", "refresh_interval": "-1", "blocks.write": True}}


def new_name(alias: str) -> str:
    """A name for the next index behind an alias; later ones sort behind earlier ones."""
    return f"{alias}-{datetime.now(UTC):%Y%m%dt%H%M%S%f}-{secrets.token_hex(4)}"


def is_name(name: str, alias: str) -> bool:
    """Whether an index was made for an alias by :func:`new_name`: only such ones are ever removed."""
    return re.fullmatch(rf"{re.escape(alias)}-\d{{8}}t\d{{12}}-[0-9a-f]{{8}}", name) is not None


def key_of(entry: str, *parts: str | int) -> str:
    """The id under which an entry is kept: of any length whatever the names are."""
    joined = "\0".join((entry, *map(str, parts)))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def unit_key(paragraph: ParagraphId, window: int = 0) -> str:
    """The id of a unit; the first window of a paragraph holds its text."""
    return key_of(UNIT, paragraph.document, paragraph.ordinal, window)


def order_of(paragraph: ParagraphId, window: int) -> str:
    """What units sort by: document, paragraph, window."""
    return f"{paragraph.document}\0{paragraph.ordinal:09d}\0{window:06d}"


def paragraph_of(order: str) -> ParagraphId:
    """The paragraph whose unit sorts so."""
    document, ordinal, _ = order.rsplit("\0", 2)
    return ParagraphId(document, int(ordinal))
