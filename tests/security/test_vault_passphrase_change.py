"""A new passphrase brings new keys, and no moment at which something does not open."""

import random

import pytest

from tests.security.cast import ANA, NEW, WORDS, failure, fill, make, read, unlocked
from tests.security.lab import Lab

pytestmark = pytest.mark.browser

TEXTS = [f"text {n}" for n in range(1_500)]
TAPS = [{"t": "code", "p": n % 12 + 1} for n in range(40)]
CHANGE = "await at.changePassphrase(given.vault, given.old, given.new)"
START = """(given) => void import('/store/vaults.js').then((at) => void at.%s)"""
CHANGING = START % "changePassphrase(given.vault, given.old, given.new)"
UNLOCKING = START % "unlock(given.new, given.vault)"
# The page hangs in the middle of a transaction, so that it is killed just there.
STUCK = """(stop) => {
  const put = IDBObjectStore.prototype.put
  let count = 0
  IDBObjectStore.prototype.put = function (...row) {
    if (this.name === 'ops' && ++count === stop) {
      console.log('stuck')
      for (;;);
    }
    return put.apply(this, row)
  }
}"""
COUNTED = """
const [{header}] = await at.listVaults()
const db = at.logOf(given.vault)
const rows = await db.read(['ops'], ({ops}) => at.ask(ops.getAll()))
return rows.filter(({sealed}) => sealed.kid === header.kid).length
"""
AGE = """
const later = Date.now() + given.days * 86_400_000
Date.now = () => later
await at.unlock(given.words)
"""


def changed(lab: Lab) -> str:
    vault = make(lab)
    fill(lab, ["old text"], [{"t": "mark"}])
    lab.run(CHANGE, vault=vault, old=WORDS, new=NEW)
    lab.reload()
    return vault


def test_the_new_passphrase_opens_all_and_the_old_nothing(lab: Lab) -> None:
    changed(lab)

    found = read(lab, NEW)

    assert (found["texts"], found["taps"]) == (["old text"], [{"t": "mark"}])
    assert unlocked(lab, WORDS) == "WrongPassphrase"


@pytest.mark.long
def test_a_wrong_old_passphrase_changes_nothing_and_counts(lab: Lab) -> None:
    vault = make(lab)

    told = failure(lab, CHANGE, vault=vault, old="not this one", new=NEW)

    assert told == "WrongPassphrase"
    assert lab.run("return (await at.listVaults())[0].failures") == 1
    assert unlocked(lab)["account"] == ANA


def test_every_row_is_sealed_with_the_new_key_and_keeps_its_place(lab: Lab) -> None:
    make(lab)
    fill(lab, TEXTS, [])
    before = read(lab)
    lab.run(
        CHANGE,
        vault=lab.run("return (await at.listVaults())[0].vault"),
        old=WORDS,
        new=NEW,
    )
    lab.reload()

    after = read(lab, NEW)

    assert after["texts"] == TEXTS
    assert after["kids"] == [after["kid"]]
    assert after["kid"] != before["kid"]


@pytest.mark.long
def test_a_page_opened_before_learns_that_its_keys_are_old(lab: Lab) -> None:
    vault = make(lab)
    current = lab.run(
        """
        window.opened = await at.unlock(given.words)
        return at.isCurrent(window.opened)
        """,
        words=WORDS,
    )
    lab.run(CHANGE, page=lab.tab(), vault=vault, old=WORDS, new=NEW)

    assert current
    assert not lab.run("return at.isCurrent(window.opened)")


@pytest.mark.long
def test_what_an_older_page_still_seals_opens_until_it_must_be_closed(
    lab: Lab,
) -> None:
    make(lab)
    vault = fill(lab, ["before"], [])
    other = lab.tab()
    lab.run("window.opened = await at.unlock(given.words)", page=other, words=WORDS)
    lab.run(CHANGE, vault=vault, old=WORDS, new=NEW)
    lab.reload()
    assert read(lab, NEW)["texts"] == ["before"]

    lab.run(
        """
        const {vault, keys} = window.opened
        const sealed = await keys.seal(at.placeOf(vault, 'ops', 9, 1), 'late')
        const db = at.logOf(vault)
        await db.write(['ops'], ({ops}) => void ops.put({n: 9, r: 1, sealed}))
        """,
        page=other,
    )
    other.close()

    lab.reload()
    assert read(lab, NEW)["texts"] == ["before", "late"]


@pytest.mark.long
def test_old_keys_go_once_nobody_can_need_them(lab: Lab) -> None:
    vault = changed(lab)
    sizes = "return (await at.listVaults())[0].header.bundle.ct.length"
    lab.run(AGE, words=NEW, days=0)
    both = lab.run(sizes)
    lab.run(
        "const db = at.logOf(given.vault)\n"
        "await db.write(['inbox'], ({inbox}) => void inbox.delete(1))",
        vault=vault,
    )

    lab.run(AGE, words=NEW, days=2)
    without_dek = lab.run(sizes)
    lab.run(AGE, words=NEW, days=40)
    without_pair = lab.run(sizes)

    assert both - without_dek == 32
    assert without_dek - without_pair > 100
    lab.reload()
    assert read(lab, NEW)["texts"] == ["old text"]


@pytest.mark.long
def test_a_device_key_stays_while_something_waits_for_it(lab: Lab) -> None:
    changed(lab)
    lab.run(AGE, words=NEW, days=40)
    lab.reload()

    assert read(lab, NEW)["taps"] == [{"t": "mark"}]


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 8))]
)
def test_killed_while_changing_one_passphrase_opens_everything(
    lab: Lab, seed: int
) -> None:
    make(lab)
    vault = fill(lab, TEXTS[:50], TAPS)
    lab.page.evaluate(CHANGING, {"vault": vault, "old": WORDS, "new": NEW})
    lab.page.wait_for_timeout(random.Random(seed).uniform(300, 2_500))
    lab.kill()
    lab.open()

    old, new = (isinstance(unlocked(lab, words), dict) for words in (WORDS, NEW))

    assert old != new
    lab.reload()
    lab.page.wait_for_timeout(1_100)  # The other one has been a wrong one.
    found = read(lab, NEW if new else WORDS)
    assert (found["texts"], found["taps"]) == (TEXTS[:50], TAPS)


def test_killed_again_and_again_while_sealing_anew_nothing_is_lost(lab: Lab) -> None:
    make(lab)
    vault = fill(lab, TEXTS, TAPS)
    lab.run(CHANGE, vault=vault, old=WORDS, new=NEW)
    keys = []
    for stop in (1, 250, 450, 500):
        lab.reload()
        with lab.page.expect_console_message():
            lab.page.evaluate(STUCK, stop)
            lab.page.evaluate(UNLOCKING, {"vault": vault, "new": NEW})
        lab.kill()
        lab.open()
        keys.append(lab.run(COUNTED, vault=vault))

    lab.reload()
    found = read(lab, NEW)
    assert keys == [0, 200, 600, 1_000]
    assert (found["texts"], found["taps"]) == (TEXTS, TAPS)
    assert found["kids"] == [found["kid"]]
