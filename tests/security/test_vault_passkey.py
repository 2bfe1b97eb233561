"""A passkey may open a vault beside its passphrase, never in place of it."""

import pytest

from tests.browser.leftovers import found_in
from tests.security.cast import ANA, NEW, WORDS, failure, fill, make, read, unlocked
from tests.security.lab import Lab

pytestmark = pytest.mark.browser

ADD = "await at.addPasskey(given.vault, given.words)"
OPEN = "return (await at.unlockByPasskey(given.vault)).account"
HAS = "return at.hasPasskey((await at.listVaults())[0])"


def test_a_passkey_opens_the_vault_it_was_added_to(lab: Lab) -> None:
    lab.passkeys()
    vault = make(lab)
    assert not lab.run(HAS)

    lab.run(ADD, vault=vault, words=WORDS)
    lab.reload()

    assert lab.run(HAS)
    assert lab.run(OPEN, vault=vault) == ANA
    assert unlocked(lab)["account"] == ANA


def test_a_passkey_is_added_only_by_who_knows_the_passphrase(lab: Lab) -> None:
    lab.passkeys()
    vault = make(lab)

    told = failure(lab, ADD, vault=vault, words="not this one at all")

    assert told == "WrongPassphrase"
    assert not lab.run(HAS)


@pytest.mark.long
def test_a_removed_passkey_opens_nothing(lab: Lab) -> None:
    lab.passkeys()
    vault = make(lab)
    lab.run(ADD, vault=vault, words=WORDS)

    lab.run("await at.removePasskey(given.vault)", vault=vault)

    assert not lab.run(HAS)
    assert failure(lab, OPEN, vault=vault) == "NoPasskey"


def test_a_new_passphrase_shuts_out_older_passkeys(lab: Lab) -> None:
    lab.passkeys()
    vault = make(lab)
    fill(lab, ["kept"], [])
    lab.run(ADD, vault=vault, words=WORDS)

    lab.run(
        "await at.changePassphrase(given.vault, given.old, given.new)",
        vault=vault,
        old=WORDS,
        new=NEW,
    )
    lab.reload()

    assert not lab.run(HAS)
    assert read(lab, NEW)["texts"] == ["kept"]


@pytest.mark.long
def test_another_phones_passkey_opens_nothing(lab: Lab) -> None:
    session = lab.passkeys()
    vault = make(lab)
    lab.run(ADD, vault=vault, words=WORDS)
    session.detach()
    lab.reload()
    lab.passkeys()

    assert failure(lab, OPEN, vault=vault) == "NoPasskey"


@pytest.mark.long
def test_what_a_passkey_answers_is_nowhere_on_the_disk(lab: Lab) -> None:
    lab.passkeys()
    vault = make(lab)
    lab.run(ADD, vault=vault, words=WORDS)
    answer = lab.run(
        """
        const [row] = await at.listVaults()
        const wrap = row.header.wraps.find(({by}) => by === 'prf')
        const {output} = await at.prfOutput([wrap])
        return Array.from(output)
        """
    )
    lab.kill()

    assert len(answer) == 32
    assert found_in(lab.profile / "Default" / "IndexedDB", [bytes(answer)]) == []


@pytest.mark.long
def test_a_browser_without_passkeys_is_not_asked(lab: Lab) -> None:
    offered = lab.run("delete window.PublicKeyCredential; return at.prfPossible()")

    assert offered is False
