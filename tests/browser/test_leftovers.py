"""The search through a browser's files finds what is there, however it is packed."""

import gzip
from pathlib import Path

import cramjam
import pytest

from tests.browser.leftovers import found_in, spellings, unsnappy
from tests.browser.phone import Phone

WORD = "Zwiebelturmkapelle"
WRITE = """async ([word, rows]) => {
  const db = await new Promise((resolve, reject) => {
    const asked = indexedDB.open('plain', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('words')
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  for (let n = 0; n < rows; n++) await new Promise((resolve, reject) => {
    const tx = db.transaction('words', 'readwrite', {durability: 'strict'})
    const text = `${word} ${n} `.repeat(40) + Math.random()
    tx.objectStore('words').put({text}, n % 50)
    tx.oncomplete = resolve
    tx.onabort = () => reject(tx.error)
  })
  const tx = db.transaction('words', 'readwrite', {durability: 'strict'})
  tx.objectStore('words').clear()
  await new Promise((resolve) => { tx.oncomplete = resolve })
  db.close()
}"""


def test_unpacking_agrees_with_a_library() -> None:
    for text in (b"", b"a", b"abc" * 5000, bytes(range(256)) * 300):
        assert unsnappy(bytes(cramjam.snappy.compress_raw(text)), 0) == text


def test_words_in_packed_files_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(b"junk" + gzip.compress(f"x {WORD}".encode()))
    packed = bytes(cramjam.snappy.compress_raw(f"{WORD} {WORD}".encode()))
    (tmp_path / "b.log").write_bytes(b"..\xff\x11\x02" + packed + b"..")
    (tmp_path / "c").write_bytes(WORD.encode("utf-16-le"))

    found = {path for path, _ in found_in(tmp_path, spellings([WORD]))}

    assert found == {"a.gz", "b.log", "c"}


@pytest.mark.remembers
@pytest.mark.parametrize("rows", [1, 3000])
def test_what_a_browser_stored_in_the_clear_and_deleted_is_found(
    phone: Phone, rows: int
) -> None:
    """So that finding nothing elsewhere means something."""
    phone.page.evaluate(WRITE, [WORD, rows])
    phone.kill()

    hits = found_in(phone.profile, spellings([WORD]))
    phone.open()

    assert hits
