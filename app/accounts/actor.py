"""Who is asking, in a form services can be handed."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in account, detached from Flask-Login and from the database."""

    id: UUID
    login: str
    name: str
    device_id: str
    session_id: UUID
