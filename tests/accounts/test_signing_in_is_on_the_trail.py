from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core import db
from tests.api import Api


def actions() -> list[str]:
    with db.reading() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_setting_up_signing_out_and_revoking_leave_entries(carla: Api) -> None:
    device = carla.get("/api/session").body["device"]
    assert actions() == ["installation:set-up", "session:opened"]

    carla.delete("/api/devices/" + device)

    assert actions()[-1] == "device:revoked"


def test_signing_out_leaves_an_entry(carla: Api) -> None:
    carla.delete("/api/session")

    assert actions()[-1] == "session:closed"


def test_a_refused_sign_in_leaves_none(carla: Api, stranger: Api) -> None:
    before = actions()

    stranger.post("/api/session", login="carla", password="a wrong password")

    assert actions() == before
