"""A test client that speaks our API, so tests can say what they mean."""

import json
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

ORIGIN = "http://localhost:8000"
UNSAFE = {"Origin": ORIGIN, "X-Requested-By": "shadowlog"}


@dataclass(frozen=True)
class Answer:
    """What came back; ``body`` is parsed JSON, or the text where it is not JSON."""

    status: int
    media_type: str | None
    body: Any
    headers: Headers
    raw: bytes


class Api:
    """A browser or a script: keeps its cookie and sends what our rules ask for."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", path, query=query)

    def post(self, path: str, **body: Any) -> Answer:
        return self.call("POST", path, body)

    def put(self, path: str, **body: Any) -> Answer:
        return self.call("PUT", path, body)

    def patch(self, path: str, **body: Any) -> Answer:
        return self.call("PATCH", path, body)

    def delete(self, path: str) -> Answer:
        return self.call("DELETE", path)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        data: bytes | None = None,
    ) -> Answer:
        """Send one request; ``data`` and ``headers`` override what we would send."""
        unsafe = method not in {"GET", "HEAD", "OPTIONS"}
        sent = dict(UNSAFE) if unsafe else {}
        if unsafe and data is None:
            data = json.dumps(body or {}).encode()
        if data is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        reply = self._client.open(
            path, method=method, data=data, headers=sent, query_string=query
        )
        raw = reply.get_data()
        is_json = (reply.mimetype or "").endswith("json")
        parsed = json.loads(raw) if is_json and raw else raw.decode("utf-8", "replace")
        return Answer(reply.status_code, reply.mimetype, parsed, reply.headers, raw)

    @property
    def client(self) -> FlaskClient:
        """The client underneath, for what this language cannot say."""
        return self._client
