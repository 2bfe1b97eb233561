"""Prints figures side by side, each with its ratio to what it is measured against."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured thing.

    ``rate`` is records per second, ``cpu`` processor microseconds per record;
    ``beside`` is the rate of the limit it is held against.
    """

    name: str
    rate: float
    cpu: float | None = None
    beside: float | None = None
    beside_cpu: float | None = None
    memory: float | None = None


def show(title: str, figures: list[Figure]) -> None:
    head = (
        "",
        "records/s",
        "of limit",
        "CPU µs/record",
        "limit's CPU times",
        "peak MiB",
    )
    rows = [head, *(cells(figure) for figure in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    print(f"\n{title}")
    for row in rows:
        left = row[0].ljust(widths[0])
        print("  " + "  ".join([left, *map(str.rjust, row[1:], widths[1:])]))


def cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{figure.rate:,.0f}",
        f"{figure.rate / figure.beside:.2f}" if figure.beside else "",
        f"{figure.cpu:.1f}" if figure.cpu is not None else "",
        f"{figure.cpu / figure.beside_cpu:.1f}"
        if figure.cpu is not None and figure.beside_cpu
        else "",
        f"{figure.memory:.0f}" if figure.memory is not None else "",
    )
