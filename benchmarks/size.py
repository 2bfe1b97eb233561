"""How much a phone loads, once."""

import re

from app.web.shell import shell

LIMIT_KB = 100
PICTURE = re.compile(r"\.(png|svg|ico)$")


def main() -> None:
    loaded = {
        url: (len(body), len(shell().packed[url]))
        for url, body in shell().files.items()
        if not PICTURE.search(url)
    }
    print("\nWhat the phone loads once, icons aside")
    for folder, total in sorted(by_folder(loaded).items()):
        print(f"  {folder:12} {total / 1000:8.1f} kB compressed")
    raw, packed = (sum(sizes) for sizes in zip(*loaded.values(), strict=True))
    share = packed / 1000 / LIMIT_KB
    print(f"  {'all':12} {packed / 1000:8.1f} kB compressed, {raw / 1000:.1f} kB plain")
    print(
        f"  {share:.2f} of the {LIMIT_KB} kB allowed; Enketo's form engine alone is 227"
    )


def by_folder(loaded: dict[str, tuple[int, int]]) -> dict[str, int]:
    """Compressed bytes by the app's folders."""
    found: dict[str, int] = {}
    for url, (_, packed) in loaded.items():
        inside = re.match(r"/static/[^/]+/([^/]+)/", url)
        folder = inside.group(1) if inside else "shell"
        found[folder] = found.get(folder, 0) + packed
    return found
