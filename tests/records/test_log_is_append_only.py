"""Not even a program with the database's password rewrites what was captured."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.core import db
from tests import make
from tests.api import Api
from tests.phone import Phone


@pytest.fixture
def captured(ana: Api, study: make.Study) -> None:
    phone = Phone(ana, study)
    phone.start_day()
    phone.sync()


FORBIDDEN = [
    "DELETE FROM operation",
    "UPDATE operation SET payload = '{}'",
    "UPDATE operation SET payload_sha256 = ''",
    "UPDATE operation SET n = 7",
    "UPDATE operation SET received_at = CURRENT_TIMESTAMP",
    "UPDATE operation SET device_id = 'd_other'",
    "DELETE FROM audit_entry",
    "UPDATE audit_entry SET action = 'nothing:happened'",
    "UPDATE audit_entry SET detail = '{}'",
]


@pytest.mark.usefixtures("captured")
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_refuses(app: Flask, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), db.transaction() as session:
        session.execute(text(statement))


@pytest.mark.usefixtures("captured")
def test_only_the_outcome_of_an_operation_may_change(app: Flask) -> None:
    with db.transaction() as session:
        session.execute(text("UPDATE operation SET code = 'seen'"))
        found = session.execute(text("SELECT code FROM operation")).scalars().all()

    assert found == ["seen"]
