"""How much of something each of many may have in a while, counted in memory.

Counted in this process alone, and anew after a restart: it holds down load, not guesses
(those are counted in the database).
"""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

# Nobody needs an entry who may have everything; beyond this many we look for such.
SWEEP_BEYOND = 1_000


@dataclass(slots=True)
class Bucket:
    left: float
    at: float


class Buckets:
    """``most`` at once for each name, filled again evenly over ``seconds``."""

    def __init__(
        self,
        most: int,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most = most
        self.rate = most / seconds
        self.clock = clock
        self.kept: dict[str, Bucket] = {}
        self.lock = threading.Lock()

    def take(self, name: str) -> int:
        """Take one; 0, or in how many seconds there is one again."""
        now = self.clock()
        with self.lock:
            if len(self.kept) > SWEEP_BEYOND:
                self.sweep(now)
            bucket = self.kept.setdefault(name, Bucket(self.most, now))
            bucket.left, bucket.at = self.level(bucket, now), now
            if bucket.left >= 1:
                bucket.left -= 1
                return 0
            return max(math.ceil((1 - bucket.left) / self.rate), 1)

    def level(self, bucket: Bucket, now: float) -> float:
        return min(bucket.left + (now - bucket.at) * self.rate, self.most)

    def sweep(self, now: float) -> None:
        self.kept = {
            name: bucket
            for name, bucket in self.kept.items()
            if self.level(bucket, now) < self.most
        }


class Slots:
    """``most`` at the same time for each name."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken: dict[str, int] = {}
        self.lock = threading.Lock()

    def take(self, name: str) -> bool:
        with self.lock:
            count = self.taken.get(name, 0)
            if count >= self.most:
                return False
            self.taken[name] = count + 1
            return True

    def give_back(self, name: str) -> None:
        with self.lock:
            left = self.taken.get(name, 0) - 1
            if left > 0:
                self.taken[name] = left
            else:
                self.taken.pop(name, None)
