"""A first visit loads the program once, however it is kept afterwards."""

import json

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.server import Server


def test_no_file_is_downloaded_twice(make_phone: MakePhone, server: Server) -> None:
    phone = make_phone()
    steps.ready_offline(phone)

    kept = phone.page.evaluate(
        """async () => {
          const [name] = await caches.keys()
          return (await (await caches.open(name)).keys()).length
        }"""
    )
    lines = server.log.read_text().splitlines()
    answers = [json.loads(line) for line in lines if line.startswith("{")]
    rules = [answer["rule"] for answer in answers if answer.get("status") == 200]

    # The page and the manifest are asked for by name, hashed files by content.
    assert rules.count("/static/<version>/<path:name>") == kept - 2
    assert rules.count("/sw.js") == 1
