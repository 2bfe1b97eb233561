"""Every figure in one run (``./run bench``), or some of it (``./run bench size``)."""

import sys

from benchmarks import phone, server, size

PARTS = {"size": size.main, "phone": phone.main, "server": server.main}


def main(names: list[str]) -> None:
    unknown = set(names) - set(PARTS)
    if unknown:
        sys.exit(f"bench: no {', '.join(sorted(unknown))}; there is {', '.join(PARTS)}")
    for name, measure in PARTS.items():
        if not names or name in names:
            measure()


main(sys.argv[1:])
