"""Who changes records, as far as the one door must know."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.actor import Actor
from app.records.instants import Samples


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a batch, from which device, when, and what that device's clock said."""

    actor: Actor
    device_id: str
    at: datetime
    samples: Samples
