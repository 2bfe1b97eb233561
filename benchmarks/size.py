"""How much a phone loads, once."""

import re

from app.web.shell import joined, shell

LIMIT_KB = 100
PICTURE = re.compile(r"\.(png|svg|ico)$")
MODULE = re.compile(r"^\$modules\['([^']+)'\]=", re.MULTILINE)
LATER = {
    "rarely.js": "with the first screen that is opened rarely",
    "rarely.css": "with that script",
    "words.json": "for a new passphrase",
}
HEAVIEST = 8


def main() -> None:
    files = {
        url: body for url, body in shell().files.items() if not PICTURE.search(url)
    }
    print("\nWhat the phone loads at the start, icons aside")
    total = 0.0
    for url, body in files.items():
        name = url.rsplit("/", 1)[-1] or "the page"
        when = LATER.get(name, "")
        total += 0 if when else sent(url)
        print(
            f"  {name:22} {sent(url):6.1f} kB compressed, {len(body) / 1000:6.1f} plain"
            + (f", {when}" if when else "")
        )
    print(f"  {'all':22} {total:6.1f} kB: {total / LIMIT_KB:.2f} of {LIMIT_KB} allowed")
    print("  Enketo's form engine alone is 227 kB")
    print("  the heaviest modules, kB plain")
    for name, size in heaviest():
        print(f"    {name:28} {size / 1000:5.1f}")


def sent(url: str) -> float:
    return len(shell().packed[url]) / 1000


def heaviest() -> list[tuple[str, int]]:
    _, *parts = MODULE.split(joined()["app.js"].decode())
    sizes = dict(zip(parts[::2], map(len, parts[1::2]), strict=True))
    return sorted(sizes.items(), key=lambda item: -item[1])[:HEAVIEST]
