"""The stage and its cast: Carla leads a study Ana and Ben observe; Dov has his own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.accounts import passwords
from app.accounts.hashing import Hasher
from app.core.config import Config
from tests import make
from tests.api import Api
from tests.databases import KIND, Databases, open_databases
from tests.stage import CARLA, EMPTY, STUDY, Stage

# Guards of the whole belong to every check, even where they make an application.
GUARDS = {"core", "web"}
PROCESSES = {"serving", "demo"}
STAGE = {"config", "app", "world", "databases"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Tell apart what needs a server and a database: ./run check leaves it out.

    A browser's stories are long and few: begun last, they would be waited for alone.
    Asked for PostgreSQL, what meets no database of ours has nothing new to say.
    """
    if KIND == "postgresql":
        meeting = [item for item in items if STAGE & set(fixtures_of(item))]
        config.hook.pytest_deselected(items=[i for i in items if i not in meeting])
        items[:] = meeting
    items.sort(key=lambda item: item.path.parent.name != "browser")
    for item in items:
        folder = item.path.parent.name
        stage = {"config", "app", "world"} & set(fixtures_of(item))
        if folder in PROCESSES or (stage and folder not in GUARDS):
            item.add_marker(pytest.mark.served)


def fixtures_of(item: pytest.Item) -> Sequence[str]:
    return getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    with open_databases(tmp_path_factory.mktemp("databases")) as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> None:
    """Argon2 at its lightest: the real work takes a tenth of a second each time."""
    passwords.HASHER = Hasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def stage(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    stage = Stage(databases, tmp_path_factory.mktemp("stage"))
    yield stage
    stage.close()


@pytest.fixture
def config(tmp_path: Path, databases: Databases) -> Iterator[Config]:
    """The settings of an installation of one's own."""
    url = databases.fresh(tmp_path)
    yield Config.from_env({"SHADOWLOG_DATA_DIR": str(tmp_path), "DATABASE_URL": url})
    databases.drop(url)


@pytest.fixture
def state(request: pytest.FixtureRequest) -> str:
    """How much of the stage is set before the test; empty: it makes its own."""
    wanted = set(request.fixturenames)
    if "config" in wanted:
        return ""
    # A clock that stops has to stop before anybody signs in: see Reach.
    if "stopped" in wanted or not wanted & {"carla", "study"}:
        return EMPTY
    return STUDY if "study" in wanted else CARLA


@pytest.fixture
def app(state: str, request: pytest.FixtureRequest) -> Iterator[Flask]:
    if "stopped" in request.fixturenames:
        request.getfixturevalue("stopped")
    if state:
        stage: Stage = request.getfixturevalue("stage")
        yield stage.set(state)
        return
    app = create_app(request.getfixturevalue("config"))
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def stranger(app: Flask) -> Api:
    """A browser nobody has signed in to."""
    return Api(app.test_client())


@pytest.fixture
def carla(app: Flask, state: str, request: pytest.FixtureRequest) -> Api:
    """Carla, who set the installation up."""
    if state in {CARLA, STUDY}:
        stage: Stage = request.getfixturevalue("stage")
        return stage.carla(state)
    return make.first_account(app, "carla")


@pytest.fixture
def study(carla: Api, state: str, request: pytest.FixtureRequest) -> make.Study:
    """Carla's study, KMobilis-like, with one subject."""
    if state == STUDY:
        stage: Stage = request.getfixturevalue("stage")
        return stage.study(carla)
    return make.study(carla)


@pytest.fixture
def ana(app: Flask, study: make.Study) -> Api:
    """Ana, who observes Carla's study."""
    return make.member(app, study, "ana")


@pytest.fixture
def ben(app: Flask, study: make.Study) -> Api:
    """Ben, who observes the same study."""
    return make.member(app, study, "ben")


@pytest.fixture
def shared_days(study: make.Study) -> None:
    """Observers of Carla's study see and correct each other's days."""
    make.share_days(study)


@pytest.fixture
def dov(app: Flask, study: make.Study) -> Api:
    """Dov, who leads another study on the same installation and must see nothing."""
    dov = make.member(app, study, "dov")
    make.study(dov, title="Another study")
    study.pi.delete(f"/api/studies/{study.id}/members/{make.account_id(dov)}")
    return dov
