"""What a worker of the server needs, told by one that has served every kind of search."""

from pathlib import Path
from typing import Final

from search.benchmark.measuring import QUERIES
from search.benchmark.site import Site, page_asks

_TIMES: Final = 5


def memory_after_serving() -> float:
    """Serve searches; return the megabytes that this process then holds, files of the index that it reads included."""
    for ask in page_asks(Site()).values():
        for q in QUERIES * _TIMES:
            ask(q)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
