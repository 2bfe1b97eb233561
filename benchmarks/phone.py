"""The phone."""


def main() -> None: ...
