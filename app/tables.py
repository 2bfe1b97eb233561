"""Every table, in one import: a model nobody imports is a table nobody creates."""

from app.accounts import factor_models as factors
from app.accounts import models as accounts
from app.audit import models as audit
from app.codebooks import models as codebooks
from app.core.db import Base
from app.records import models as records
from app.studies import models as studies

metadata = Base.metadata

__all__ = [
    "accounts",
    "audit",
    "codebooks",
    "factors",
    "metadata",
    "records",
    "studies",
]
