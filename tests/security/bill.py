"""What the product is made of, as CycloneDX: ``python -m tests.security.bill``.

It is written into docs/sbom.json from the locks alone, so the same locks make the same
file, and a test keeps the two together.
"""

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
BILL = ROOT / "docs" / "sbom.json"
LOCKED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*(?:\n[ \t]+--hash=.*)*)",
    re.MULTILINE,
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def packages(requirements: str) -> list[dict[str, Any]]:
    """The Python packages a lock file pins; each may be one of several files."""
    found = []
    for entry in LOCKED.finditer(requirements):
        name, version = entry["name"].lower(), entry["version"]
        hashes = HASH.findall(entry["rest"])
        purl = f"pkg:pypi/{name}@{version}"
        found.append(
            {
                "type": "library",
                "bom-ref": purl,
                "name": name,
                "version": version,
                "purl": purl,
                "properties": [
                    {"name": "shadowlog:sha256", "value": value} for value in hashes
                ],
            }
        )
    return found


def vendored(lock: str) -> list[dict[str, Any]]:
    """The browser's libraries, file by file, as they are served."""
    return [
        {
            "type": "file",
            "bom-ref": f"pwa/vendor/{entry['file']}",
            "name": entry["file"],
            "version": entry["version"],
            "purl": f"pkg:npm/{quote(entry['package'])}@{entry['version']}",
            "licenses": [{"license": {"id": entry["licence"]}}],
            "hashes": [{"alg": "SHA-256", "content": entry["sha256"]}],
        }
        for entry in json.loads(lock)
    ]


def bill() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
            }
        },
        "components": [
            *packages((ROOT / "requirements.txt").read_text()),
            *vendored((ROOT / "pwa" / "vendor" / "vendor.lock.json").read_text()),
        ],
    }


def written(components: dict[str, Any]) -> str:
    return json.dumps(components, indent=1) + "\n"


if __name__ == "__main__":
    BILL.write_text(written(bill()))
