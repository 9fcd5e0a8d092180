"""The index on disk: built beside, swapped in whole, opened read-only.

Layout of an index folder::

    CURRENT               one line: name of the current snapshot and the checksum of its manifest
    LOCK                  held by the process that builds
    HOLDER                id of that process, for who waits
    segments/             while a build goes on, and after one that was interrupted: what it is merged of
        <key>.segment     terms and postings of a batch of units, under the checksum of their texts
    snapshots/<name>/
        manifest.json     format version, analysis, sources, counts, size and checksum of every file beside it
        catalog.sqlite    files, documents, paragraphs with their text
        units.npy         the paragraph of each unit (a long paragraph has several)
        <kind>.terms      the terms of one kind, sorted, end to end in UTF-8
        <kind>.bounds.npy where each term begins
        <kind>.starts.npy where each term's postings begin
        <kind>.units.npy  postings: units, ascending within a term
        <kind>.counts.npy postings: how often the term stands in the unit
        <kind>.lengths.npy terms in each unit

A snapshot is never changed. ``CURRENT`` is replaced by ``os.replace``; a process killed at any moment leaves either the
old snapshot current or the new one, and at worst a folder without a pointer, which the next build sweeps away.
"""
