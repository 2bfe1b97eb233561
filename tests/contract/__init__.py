"""Cases that Python and JavaScript must both meet."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def load(name: str) -> Any:
    """What stands in ``tests/contract/<name>.json``."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
