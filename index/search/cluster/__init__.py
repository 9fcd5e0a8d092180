"""The engine for more than one machine: paragraphs and their terms in an OpenSearch cluster that programs share.

Whoever has the documents keeps a snapshot of its own, as ever, and *publishes* what changed; everybody, the publisher
included, *asks the cluster*: for hits, for the text of paragraphs and for what is known of the documents. A program
that only asks needs no documents and no index of its own.

The cluster makes candidates with its BM25, whose lengths are rounded and whose rare documents still count after they
left; the hits are scored here, from the terms of the candidates and exact frequencies, with the numbers the embedded
engine has. So both engines give the same scores.

What is published is an index of its own, never changed afterwards, behind an alias that is moved in one step. The next
one begins as a clone of it, so that only documents that changed are sent.
"""

from index.search.cluster.access import ClusterAccess
from index.search.cluster.cluster import Cluster
from index.search.cluster.records import HeldDocument
from index.search.cluster.search import ClusterSearch
from index.search.cluster.snapshot import ClusterSnapshot

__all__ = ["Cluster", "ClusterAccess", "ClusterSearch", "ClusterSnapshot", "HeldDocument"]
