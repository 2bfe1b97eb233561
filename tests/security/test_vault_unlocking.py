"""A vault opens for its passphrase, for nothing else, and tells nothing before."""

import json

import pytest

from tests.browser.leftovers import found_in, spellings
from tests.security.cast import (
    ANA,
    BEN,
    WORDS,
    WRONG,
    failure,
    fill,
    make,
    read,
    unlocked,
)
from tests.security.lab import Lab

pytestmark = pytest.mark.browser

LISTED = """
const rows = await at.listVaults()
const shape = (value) =>
  value instanceof Uint8Array ? `${value.length} bytes`
  : Array.isArray(value) ? value.map(shape)
  : value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shape(v)]))
  : typeof value
return rows.map(shape)
"""
SWAP = """
const {publicKey} = await at.newPair()
const pub = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
await at.changeRows([given.vault], () => ({pub}))
"""


@pytest.mark.long
def test_a_vault_opens_with_its_passphrase_on_any_later_day(lab: Lab) -> None:
    make(lab)
    fill(lab, ["one", "two"], [{"t": "mark"}])
    lab.kill()
    lab.open()

    found = read(lab)

    assert (found["texts"], found["taps"]) == (["one", "two"], [{"t": "mark"}])


def test_nothing_on_the_disk_names_anybody_or_anything(lab: Lab) -> None:
    make(lab)
    fill(lab, ["canary in a text"], [{"t": "canary in a tap"}])
    lab.kill()

    said = [ANA["id"], ANA["name"], "canary", WORDS]

    assert found_in(lab.profile / "Default" / "IndexedDB", spellings(said)) == []


def test_two_vaults_look_the_same_until_one_opens(lab: Lab) -> None:
    make(lab, ANA)
    make(lab, BEN | {"name": "Benedict-Alexander Bright-Cumberbatch the Second"}, WRONG)

    ours, theirs = lab.run(LISTED)

    assert json.dumps(ours) == json.dumps(theirs)


def test_each_passphrase_opens_its_own_vault_and_no_other(lab: Lab) -> None:
    make(lab, ANA)
    fill(lab, ["only Ana knows"], [])
    make(lab, BEN, "the second passphrase here")

    assert unlocked(lab)["account"] == ANA
    assert unlocked(lab, "the second passphrase here")["account"] == BEN
    names = lab.run("return (await at.listVaults()).map(({vault}) => vault)")
    ben, ana = names
    opened = failure(
        lab,
        """
        const {keys} = await at.unlock(given.words, given.ben)
        const db = at.logOf(given.ana)
        const [row] = await db.read(['ops'], ({ops}) => at.ask(ops.getAll()))
        await keys.open(at.placeOf(given.ana, 'ops', row.n, row.r), row.sealed)
        """,
        words="the second passphrase here",
        ben=ben,
        ana=ana,
    )
    assert opened == "OtherKey"


@pytest.mark.long
def test_the_vault_of_whoever_signed_in_is_found(lab: Lab) -> None:
    ana, ben = make(lab, ANA), make(lab, BEN)

    found = lab.run(
        """
        const of = async (uid) => (await at.vaultOf(uid))?.vault ?? null
        return [await of(given.ana), await of(given.ben), await of('a-dov-0003')]
        """,
        ana=ANA["id"],
        ben=BEN["id"],
    )

    assert found == [ana, ben, None]


@pytest.mark.long
def test_a_second_vault_of_an_account_is_another_device(lab: Lab) -> None:
    devices = lab.run(
        """
        const made = async (words) =>
          (await at.makeVault({account: given.ana, device: 'd_1'}, words)).device
        return [await made(given.words), await made(given.wrong)]
        """,
        ana=ANA,
        words=WORDS,
        wrong=WRONG,
    )

    assert devices[0] == "d_1"
    assert devices[1].startswith("d_")
    assert devices[1] != "d_1"
    assert unlocked(lab)["device"] == "d_1"


@pytest.mark.long
def test_the_vault_used_last_is_the_first(lab: Lab) -> None:
    make(lab, ANA)
    make(lab, BEN, "the second passphrase here")
    unlocked(lab)

    first, _ = lab.run("return (await at.listVaults()).map(({tag}) => tag)")

    assert first == lab.run("return at.tagOf(given.uid)", uid=ANA["id"])


def test_after_a_wrong_passphrase_the_right_one_has_to_wait(lab: Lab) -> None:
    make(lab)

    told = lab.run(
        """
        const error = async (words) => at.unlock(words).then(() => null, (e) => e.name)
        return [await error(given.wrong), await error(given.words)]
        """,
        wrong=WRONG,
        words=WORDS,
    )

    assert told == ["WrongPassphrase", "TooSoon"]
    assert unlocked(lab)["account"] == ANA
    assert lab.run("return at.waitLeft(await at.listVaults())") == 0


def test_the_wait_grows_and_begins_anew_with_the_page(lab: Lab) -> None:
    make(lab)
    assert unlocked(lab, WRONG) == "WrongPassphrase"
    assert unlocked(lab, WRONG) == "WrongPassphrase"
    lab.kill()
    lab.open()

    left = lab.run("return at.waitLeft(await at.listVaults(), 0)")

    assert left == 2_000


@pytest.mark.long
def test_a_try_that_was_cut_short_counts(lab: Lab) -> None:
    make(lab)
    lab.run(
        """
        crypto.subtle.deriveKey = () => new Promise(() => {})
        void at.unlock(given.words)
        while ((await at.listVaults())[0].failures === 0);
        """,
        words=WRONG,
    )
    lab.kill()
    lab.open()

    assert lab.run("return (await at.listVaults())[0].failures") == 1


@pytest.mark.long
def test_the_wait_ends_at_five_minutes(lab: Lab) -> None:
    waits = lab.run("return [0, 1, 2, 3, 9, 10, 500].map(at.waitAfter)")

    assert waits == [0, 1_000, 2_000, 4_000, 256_000, 300_000, 300_000]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("{...header, kdf: {...header.kdf, iterations: 1000}}", "Downgraded"),
        ("{...header, kdf: {...header.kdf, name: 'MD5'}}", "Downgraded"),
        ("{...header, v: 0}", "Downgraded"),
        ("{...header, wraps: []}", "Damaged"),
        ("{...header, bundle: header.wraps[0]}", "WrongPassphrase"),
    ],
)
def test_a_header_somebody_changed_is_refused(lab: Lab, change: str, told: str) -> None:
    vault = make(lab)
    lab.run(
        f"await at.changeRows([given.vault], ({{header}}) => ({{header: {change}}}))",
        vault=vault,
    )

    assert unlocked(lab) == told


@pytest.mark.long
def test_a_damaged_vault_does_not_keep_another_shut(lab: Lab) -> None:
    make(lab, ANA)
    broken = make(lab, BEN, "the second passphrase here")
    lab.run(
        "await at.changeRows([given.vault], () => ({header: {v: 9}}))", vault=broken
    )

    assert unlocked(lab)["account"] == ANA


def test_a_public_key_put_in_place_of_ours_is_told_and_put_right(lab: Lab) -> None:
    vault = make(lab)
    assert unlocked(lab)["alarm"] is None
    lab.run(SWAP, vault=vault)

    assert unlocked(lab)["alarm"] == "key-swapped"
    fill(lab, [], [{"t": "back"}])
    assert read(lab)["taps"] == [{"t": "back"}]


def test_a_wiped_vault_is_gone_and_the_other_stays(lab: Lab) -> None:
    vault = make(lab, ANA)
    fill(lab, ["gone"], [])
    make(lab, BEN, "the second passphrase here")

    lab.run("await at.wipe(given.vault)", vault=vault)

    assert unlocked(lab) == "WrongPassphrase"
    assert unlocked(lab, "the second passphrase here")["account"] == BEN
    databases = lab.run("return (await indexedDB.databases()).map(({name}) => name)")
    assert f"log-{vault}" not in databases


@pytest.mark.long
def test_what_the_lock_screen_may_know_is_kept(lab: Lab) -> None:
    vault = make(lab)
    lab.run(
        "await at.setPad(given.vault, true); await at.setOut(given.vault, true)",
        vault=vault,
    )
    lab.kill()
    lab.open()

    row = lab.run("const [{pad, out}] = await at.listVaults(); return {pad, out}")
    assert row == {"pad": True, "out": True}
