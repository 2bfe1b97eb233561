"""Finds what is still said in English on a screen that speaks German."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
GERMAN: dict[str, str] = json.loads((ROOT / "pwa/languages/de.json").read_text("utf-8"))
TEXTS = """() => {
  const found = []
  const shown = (element) => element.checkVisibility()
  // What stands in bdi was typed by somebody, or is the study's.
  const ours = (element) => shown(element) && !element.closest('bdi, textarea')
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const {parentElement, data} = walker.currentNode
    if (parentElement && ours(parentElement)) found.push(data)
  }
  for (const element of document.querySelectorAll('body *')) {
    if (!shown(element)) continue
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      found.push(element.getAttribute(name) ?? '')
  }
  return found.map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean)
}"""
WIDER = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth
  // On the timeline a short stretch has no room for its words, in any language.
  const cut = [...document.querySelectorAll('button:not(.strip-item), .button, nav a')]
    .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.textContent)
  return wide > 0 ? [`${wide} px too wide`, ...cut] : cut
}"""


def study_words() -> set[str]:
    """What the ready codebooks call their codes: words of the data, in any language."""
    found: set[str] = set()
    for path in (ROOT / "app/codebooks/templates").glob("*.json"):
        for dimension in json.loads(path.read_text("utf-8"))["dimensions"]:
            found |= {code["label"] for code in dimension["codes"]}
    return found


def pattern(message: str) -> re.Pattern[str] | None:
    """A message as it looks with any values; none if it has too few words to tell."""
    words = re.sub(r"\{\d+\}", " ", message).split()
    if len(words) < 2 or "{" not in message:
        return None
    return re.compile(re.sub(r"\\\{\d+\\\}", ".*", re.escape(message)))


OURS = {text for text, said in GERMAN.items() if said != text} - study_words()
PATTERNS = [found for text in OURS if (found := pattern(text))]


def english_on(page: Page) -> list[str]:
    texts: list[Any] = page.evaluate(TEXTS)
    return [
        text
        for text in texts
        if text in OURS or any(one.fullmatch(text) for one in PATTERNS)
    ]


def too_wide(page: Page) -> list[str]:
    """Words that do not fit, and how much the page is wider than the screen."""
    found: list[str] = page.evaluate(WIDER)
    return found
