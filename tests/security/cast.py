"""Whose vaults the tests open, and what is in them."""

from typing import Any

from tests.security.lab import Lab

ANA = {"id": "a-ana-0001", "login": "ana", "name": "Ana Abbott"}
BEN = {"id": "a-ben-0002", "login": "ben", "name": "Ben Bright"}
WORDS = "a heron waits where the water bends"
NEW = "four new words nobody said"
WRONG = "not what anybody would say"

MAKE = "await at.makeVault({account: given.account}, given.words)"
FILL = """
const opened = await at.unlock(given.words)
const {vault, keys} = opened
const db = at.logOf(vault)
const rows = await Promise.all(given.texts.map(async (text, i) => {
  const [n, r] = [i + 1, 1 + (i % 3)]
  return {n, r, live: 1, sealed: await keys.seal(at.placeOf(vault, 'ops', n, r), text)}
}))
await db.write(['ops'], ({ops}) => rows.forEach((row) => void ops.put(row)))
const {pub} = (await at.listVaults()).find((row) => row.vault === vault)
const taps = await Promise.all(given.taps.map(async (tap, i) => {
  const info = at.utf8(`shadowlog|1|${vault}|inbox|${i + 1}`)
  const plain = at.utf8(JSON.stringify(tap))
  return {seq: i + 1, sealed: await at.seal(pub, info, plain)}
}))
await db.write(['inbox'], ({inbox}) => taps.forEach((tap) => void inbox.put(tap)))
db.close()
return vault
"""
READ = """
const {vault, keys, inboxKeys} = await at.unlock(given.words)
const db = at.logOf(vault)
const {ops, inbox} = await db.read(['ops', 'inbox'], async (s) => ({
  ops: await at.ask(s.ops.getAll()),
  inbox: await at.ask(s.inbox.getAll()),
}))
const texts = await Promise.all(
  ops.map(({n, r, sealed}) => keys.open(at.placeOf(vault, 'ops', n, r), sealed)),
)
const taps = await Promise.all(inbox.map(async ({seq, sealed}) => {
  const info = at.utf8(`shadowlog|1|${vault}|inbox|${seq}`)
  for (const {priv, pub} of inboxKeys) {
    const plain = await at.open(priv, pub, info, sealed).catch(() => null)
    if (plain) return JSON.parse(new TextDecoder().decode(plain))
  }
  throw new Error(`tap ${seq} does not open`)
}))
const kids = [...new Set(ops.map(({sealed}) => sealed.kid))]
return {texts, taps, kids, kid: keys.kid}
"""


def make(lab: Lab, account: dict[str, str] = ANA, words: str = WORDS) -> str:
    """A vault for this account; its name."""
    name: str = lab.run(f"return ({MAKE}).vault", account=account, words=words)
    return name


def fill(lab: Lab, texts: list[str], taps: list[Any], words: str = WORDS) -> str:
    """Put texts into the log, and taps as they are captured while it is locked."""
    name: str = lab.run(FILL, texts=texts, taps=taps, words=words)
    return name


def read(lab: Lab, words: str = WORDS) -> dict[str, Any]:
    """All of it, by the passphrase."""
    found: dict[str, Any] = lab.run(READ, words=words)
    return found


def failure(lab: Lab, script: str, **given: Any) -> str:
    """The name of the error a script fails with, or nothing."""
    caught = f"try {{ {script} }} catch (error) {{ return error.name }} return ''"
    name: str = lab.run(caught, **given)
    return name


def unlocked(lab: Lab, words: str = WORDS) -> Any:
    """Whose vault opens, once the wait is over; the error's name if none does."""
    return lab.run(
        """
        const wait = at.waitLeft(await at.listVaults())
        await new Promise((go) => setTimeout(go, wait))
        try {
          const {uid, account, device, alarm} = await at.unlock(given.words)
          return {uid, account, device, alarm}
        } catch (error) {
          return error.name
        }
        """,
        words=words,
    )
