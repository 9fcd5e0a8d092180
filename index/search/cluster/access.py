"""Where the cluster is and who asks it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class ClusterAccess:
    """How a cluster is reached, and how an index is laid out there.

    Attributes:
        urls: Its nodes, ``https://host:9200``; one that does not answer is passed over.
        index: The alias behind which the index stands; what is published is named after it.
        user: Who asks, with a password; empty for nobody.
        password: That password.
        token: A bearer token in place of user and password; empty for none.
        ca: File of the certificate authority that signed the nodes' certificates; ``None`` for the public ones.
        shards: Into how many parts an index is cut when it is made.
        replicas: Copies of each part on other nodes: so many nodes may be lost.
        timeout: Seconds one node is waited for.
    """

    urls: tuple[str, ...]
    index: str = "yinju"
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    ca: Path | None = None
    shards: int = 1
    replicas: int = 1
    timeout: float = 5.0

    @property
    def address(self) -> str:
        """The nodes as they are told to people."""
        return ", ".join(urlsplit(url).netloc.rpartition("@")[2] for url in self.urls)
