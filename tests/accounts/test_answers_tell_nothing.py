"""Neither words nor time tell who has an account, or what was wrong with a link."""

import gc
import time
from collections.abc import Callable, Iterator
from statistics import median

import pytest

from app.accounts import passwords
from app.accounts.hashing import Hasher
from tests.accounts.second_factors import enrol_passkey, enrol_totp
from tests.api import Answer, Api
from tests.authenticator import Authenticator
from tests.clocks import StoppedClock
from tests.make import Study, account_id

SAMPLES = 201
ROUNDS = 3
TOLERANCE = 0.1
NEW = "purple elephants sing quietly"


@pytest.fixture(autouse=True)
def no_collector() -> Iterator[None]:
    """Garbage collected in between would be counted on whoever comes next."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def alike(one: Callable[[], Answer], other: Callable[[], Answer]) -> None:
    """Assert that both get the same answer for the same work.

    A machine shared with others lies now and then; one that works differently differs
    every time it is asked.
    """
    rounds = [work_of(one, other) for _ in range(ROUNDS)]
    least = min(abs(first - second) / max(first, second) for first, second in rounds)
    assert least <= TOLERANCE, rounds


def work_of(
    one: Callable[[], Answer], other: Callable[[], Answer]
) -> tuple[float, float]:
    """Seconds of processor either takes, asked in turns; both are answered alike."""
    spent: dict[Callable[[], Answer], list[float]] = {one: [], other: []}
    seen = {(one().status, one().raw), (other().status, other().raw)}
    for _ in range(SAMPLES // ROUNDS):
        for ask, times in spent.items():
            began = time.thread_time()
            answer = ask()
            times.append(time.thread_time() - began)
            seen.add((answer.status, answer.raw))

    assert len(seen) == 1
    first, second = (median(times) for times in spent.values())
    return first, second


@pytest.fixture(params=[8, 8192], ids=["light", "heavy"])
def hashing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Light, so that hashing hides no other difference; heavy, so that it is missed."""
    monkeypatch.setattr(passwords, "HASHER", Hasher(request.param, 1, 1))


def test_signing_in_takes_the_same_for_a_login_nobody_has(
    hashing: None, stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    enrol_totp(carla)

    def guess(login: str) -> Answer:
        stopped.pass_by(days=2)
        return stranger.post("/api/session", login=login, password="a wrong password")

    alike(lambda: guess("carla"), lambda: guess("nobody"))


def test_a_wrong_code_is_answered_in_the_words_for_a_wrong_password(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    enrol_totp(carla)
    login = {"login": "carla", "password": "correct horse battery staple"}

    wrong = [
        stranger.post("/api/session", **{**login, **other})
        for other in ({"code": "000000"}, {"password": "wrong"}, {"login": "nobody"})
    ]

    assert len({(answer.status, answer.raw) for answer in wrong}) == 1


def test_reset_links_take_the_same_whyever_they_do_not_work(
    carla: Api, ana: Api, stranger: Api
) -> None:
    path = f"/api/accounts/{account_id(ana)}/reset"
    used = carla.post(path).body["token"]
    assert use(stranger, used).status == 204
    unknown = used[:-6] + "aaaaaa"

    alike(lambda: use(stranger, used), lambda: use(stranger, unknown))


def use(api: Api, token: str) -> Answer:
    return api.post("/api/password/reset", token=token, password=NEW)


def test_invitations_take_the_same_whyever_they_do_not_work(
    stopped: StoppedClock, study: Study, stranger: Api
) -> None:
    invited = study.pi.post(f"/api/studies/{study.id}/invitations", role="observer")
    late = invited.body["token"]
    stopped.pass_by(hours=73)
    unknown = "0" * 32 + late[32:]

    def accept(token: str) -> Answer:
        return stranger.post(
            "/api/invitations/accept",
            token=token,
            login="eva",
            name="Eva",
            password=NEW,
        )

    assert accept(late).status == 404
    alike(lambda: accept(late), lambda: accept(unknown))


def test_challenges_take_the_same_for_a_login_nobody_has(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    enrol_passkey(carla, Authenticator())

    def ask(login: str) -> Answer:
        stopped.pass_by(days=1)
        asked = stranger.post("/api/session/passkey/options", login=login)
        return Answer(asked.status, asked.media_type, None, asked.headers, b"")

    alike(lambda: ask("carla"), lambda: ask("nobody"))
