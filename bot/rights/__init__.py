"""Who may read which documents: a file of the operator's, and what follows from it for one reader.

What a reader may read is one value, :class:`~bot.rights.readable.Readable`; :class:`~bot.rights.shelf.ReadableShelf`
is the library as it looks to that reader, and the only way to it that a dialogue and a passage know.
"""
