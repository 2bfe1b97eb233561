"""Everybody's phones. Ana has two of them."""

import pytest

from tests import make
from tests.api import Api
from tests.phone import Phone


@pytest.fixture
def phone(ana: Api, study: make.Study) -> Phone:
    """Ana's phone."""
    return Phone(ana, study)


@pytest.fixture
def tablet(ana: Api, study: make.Study) -> Phone:
    """Ana's other device."""
    return Phone(ana, study)


@pytest.fixture
def bens(ben: Api, study: make.Study) -> Phone:
    """Ben's phone."""
    return Phone(ben, study)
