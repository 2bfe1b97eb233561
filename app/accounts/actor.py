"""Who is asking, in a form services can be handed."""

from dataclasses import dataclass
from uuid import UUID

from app.core.doors import Reach, Verb


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in account, detached from Flask-Login and from the database.

    ``desk_open`` says that nothing keeps it from the desk; ``wants`` is the verb of the
    door it came through; ``owes_factor`` says that the door asks people with power for
    a second factor this account has not set up.
    """

    id: UUID
    login: str
    name: str
    device_id: str
    session_id: UUID
    reach: Reach = Reach.CAPTURE
    second_factor: bool = False
    is_operator: bool = False
    desk_open: bool = False
    wants: Verb | None = None
    owes_factor: bool = False
