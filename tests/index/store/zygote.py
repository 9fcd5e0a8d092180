"""Indexes on demand in processes of their own: for each line on standard input, a child refreshes, its id is printed.

Loading Python, NumPy and the dictionary takes a hundred times longer than the refresh that is to be killed; forking
from one loaded process makes two hundred kills a matter of seconds. Arguments: index folder, documents folder.
"""

import os
import sys
from pathlib import Path

from index.store.refresh import Sources, refresh
from index.text import Analyzer


def main() -> None:
    """Serve until standard input ends."""
    index, documents = (Path(argument) for argument in sys.argv[1:])
    analyzer = Analyzer()
    analyzer.index_terms("词典")
    _say("ready")
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            refresh(index, Sources((documents,)), analyzer)
            os._exit(0)
        _say(str(child))
        os.waitpid(child, 0)
        _say("done")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
