"""A cursor never skips, however many devices push while it is read."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from flask import Flask

from tests import make
from tests.api import Api
from tests.phone import Phone

DEVICES, PUSHES, WORDS = 6, 8, 3


def signed_in(app: Flask, login: str) -> Api:
    api = Api(app.test_client())
    make.sign_in(api, login)
    return api


def write(phone: Phone, day: str) -> None:
    for _ in range(PUSHES):
        for _ in range(WORDS):
            phone.put("jotting", day=day, at=phone.instant(), text="a word")
        answer = phone.push()
        assert answer.status == 200, answer.body
    assert phone.outbox == []


def read(phone: Phone, done: Event) -> None:
    while not done.is_set():
        assert phone.pull(limit=5).status == 200


def test_a_cursor_never_skips(app: Flask, ana: Api, study: make.Study) -> None:
    first = Phone(ana, study)
    day = first.start_day()
    first.sync()
    phones = [Phone(signed_in(app, "ana"), study) for _ in range(DEVICES)]
    readers = [Phone(signed_in(app, "carla"), study) for _ in range(2)]
    done = Event()

    with ThreadPoolExecutor() as pool:
        reading = [pool.submit(read, reader, done) for reader in readers]
        for writing in [pool.submit(write, phone, day) for phone in phones]:
            writing.result()
        done.set()
        for one in reading:
            one.result()

    first.sync()
    assert len(first.base) == 1 + DEVICES * PUSHES * WORDS
    for reader in readers:
        reader.sync()
        assert reader.base == first.base


def test_an_operation_sent_by_many_at_once_is_applied_once(
    app: Flask, ana: Api, study: make.Study
) -> None:
    phone = Phone(ana, study)
    phone.start_day()
    op = phone.outbox[0]
    copies = [
        Phone(signed_in(app, "ana"), study, device=phone.device) for _ in range(4)
    ]

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda copy: copy.push([op]), copies))

    results = [answer.body["results"][0]["status"] for answer in answers]
    assert sorted(results) == ["applied", "duplicate", "duplicate", "duplicate"]


def test_two_batches_over_the_same_studies_do_not_block_each_other(
    app: Flask, carla: Api
) -> None:
    studies = [make.study(carla, title) for title in ("One", "Two")]
    phones = [Phone(signed_in(app, "carla"), study) for study in studies * 2]
    for number, phone in enumerate(phones):
        other = studies[1 - number % 2]
        for n in range(1, 21):
            rec = phone.start_day()
            phone.outbox[-1]["study"] = (phone.study if n % 2 else other).id
            assert rec

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda phone: phone.push(), phones))

    assert [answer.status for answer in answers] == [200] * 4
    assert not any(phone.outbox for phone in phones)
