"""Everything the library can raise. Each branch says whose move is next.

::

    YinjuError
    ├── DocumentError          one file cannot be used; the others can           → mend or remove the file
    │   ├── UnreadableFile     gone, forbidden, changed while read, too large
    │   ├── NotText            binary content, or an encoding nobody can decode
    │   ├── NoText             nothing to read in it: empty, scanned, garbled fonts
    │   ├── UnknownFormat      a file given by itself whose suffix no loader knows
    │   ├── BrokenFile         the format's own library gives up (damaged, encrypted, a bomb)
    │   └── MissingExtra       the format needs a package that is not installed  → install the named extra
    ├── SourceError            a path given to search does not exist             → correct the path
    ├── IndexProblem           the index on disk cannot be used
    │   ├── NoIndex            nothing has been built yet                        → run ``yinju index``
    │   ├── DamagedIndex       a file is missing or its checksum is wrong        → built anew from the documents
    │   ├── OutdatedIndex      written by an older version                       → built anew from the documents
    │   ├── NewerIndex         written by a newer version                        → update yinju
    │   ├── IndexBusy          another process is building                       → wait, or end that process
    │   └── UnwritableIndex    full disk, no permission; the one before stands   → make room, or correct the folder
    │       └── NoRoom         the disk is too small for what is to be built     → make room
    ├── ClusterProblem         the OpenSearch cluster cannot be asked
    │   ├── ClusterLost        no node answers                                   → start it; asking goes on by itself
    │   ├── ClusterRefused     user, certificate or request are refused          → correct the setting it names
    │   ├── NoClusterIndex     nothing was published there yet                   → run ``yinju index``
    │   ├── ClusterMismatch    published by another version or word lists        → make them the same, or publish anew
    │   ├── ClusterReadOnly    this program only asks the cluster                → publish where the documents are
    │   └── MissingClusterClient   the extra is not installed                    → install it
    ├── WeightsError           the shipped weights do not fit the code           → reinstall the package
    └── DataError              a file given to ``eval`` is not what it should be → correct the file

An error carries its facts as attributes, not a sentence: the sentences shown to people live in ``bot.wording``, by
language. ``str(error)`` is for logs and tests, in English.
"""

from __future__ import annotations

from typing import ClassVar


class YinjuError(Exception):
    """Base of all errors of the library.

    Attributes:
        key: Names the kind of error for whoever words it.
        facts: What the sentence about it needs: path, reason, process id, and so on, by name.
    """

    key: ClassVar[str] = "error"

    def __init__(self, **facts: str) -> None:
        self.facts = facts
        super().__init__(self.key, *(f"{name}={value}" for name, value in facts.items()))


class DocumentError(YinjuError):
    """One file cannot be used; facts: ``path``, and ``detail`` in the words of whoever refused it."""

    key = "document"


class UnreadableFile(DocumentError):
    """The file cannot be read off the disk.

    Facts: ``path``, ``detail``, and ``reason``: ``gone``, ``forbidden``, ``not_a_file``, ``too_large``, ``changed``
    (while it was read) or ``system``.
    """

    key = "unreadable_file"


class NotText(DocumentError):
    """The file is binary, or its encoding cannot be told."""

    key = "not_text"


class NoText(DocumentError):
    """There is nothing to read in the file.

    Facts: ``path``, and ``reason``: ``empty``, ``scanned`` (pictures only), ``garbled`` (fonts that name other
    characters than they show), or ``unrecognised`` (pictures on which no text was found).
    """

    key = "no_text"


class UnknownFormat(DocumentError):
    """No loader knows the suffix of the file.

    Facts: ``path``, ``detail``; and where the programs for such files can save them as one that is known, ``reason``
    (``convertible``, or ``needs_program`` where LibreOffice would read it as it is) and ``instead``, its suffix.
    """

    key = "unknown_format"


class BrokenFile(DocumentError):
    """The file's format cannot be read.

    Facts: ``path``, ``detail``, and ``reason``: ``damaged``, ``encrypted``, ``bomb``, or ``old_format``
    (of Office before 2007, under a new suffix).
    """

    key = "broken_file"


class MissingExtra(DocumentError):
    """The format needs a package that is not installed; facts: ``path``, ``extra``."""

    key = "missing_extra"


class SourceError(YinjuError):
    """A path that was to be searched does not exist; facts: ``path``."""

    key = "missing_path"


class IndexProblem(YinjuError):
    """The index on disk cannot be used; facts: ``folder``."""

    key = "index"


class NoIndex(IndexProblem):
    """Nothing has been built in this folder yet."""

    key = "no_index"


class DamagedIndex(IndexProblem):
    """A file of the snapshot is missing or not what was written; facts: ``folder``, ``file``."""

    key = "damaged_index"


class OutdatedIndex(IndexProblem):
    """The snapshot was written by an older version; facts: ``folder``, ``found``, ``wanted``."""

    key = "outdated_index"


class NewerIndex(IndexProblem):
    """The snapshot was written by a newer version; facts: ``folder``, ``found``, ``wanted``."""

    key = "newer_index"


class IndexBusy(IndexProblem):
    """Another process is building; facts: ``folder``, ``holder``."""

    key = "index_busy"


class UnwritableIndex(IndexProblem):
    """A new snapshot could not be written, the one before is as it was; facts: ``folder``, ``detail``."""

    key = "unwritable_index"


class NoRoom(UnwritableIndex):
    """The disk has not the room a new snapshot takes; facts: ``folder``, ``needed``, ``free``."""

    key = "no_room"


class ClusterProblem(YinjuError):
    """The OpenSearch cluster cannot be asked; facts: ``address``, ``detail``."""

    key = "cluster"


class ClusterLost(ClusterProblem):
    """No node of the cluster answers, or all are too busy; facts: ``address``, ``detail``."""

    key = "cluster_lost"


class ClusterRefused(ClusterProblem):
    """The cluster refuses who asks or what is asked, or is not who it should be; facts: ``address``, ``detail``."""

    key = "cluster_refused"


class NoClusterIndex(ClusterProblem):
    """Nothing was published under this name, or it was taken away; facts: ``index``."""

    key = "no_cluster_index"


class ClusterMismatch(ClusterProblem):
    """What is published was made by another version, or with other word lists; facts: ``index``."""

    key = "cluster_mismatch"


class ClusterReadOnly(ClusterProblem):
    """This program only asks the cluster and publishes nothing there; facts: ``index``."""

    key = "cluster_read_only"


class MissingClusterClient(ClusterProblem):
    """The package that speaks with the cluster is not installed; facts: ``extra``."""

    key = "missing_cluster_client"


class WeightsError(YinjuError):
    """The shipped weights are missing or do not fit the code; facts: ``file``, ``detail``."""

    key = "weights"


class DataError(YinjuError):
    """A data file given to the evaluation is not of a known form; facts: ``path``, ``detail``."""

    key = "data"
