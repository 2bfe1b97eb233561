"""What one can do with codebooks: found a study on one, draft the next, publish it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.audit import trail
from app.audit.trail import Action
from app.codebooks import rules, store
from app.codebooks.models import Code, Codebook, CodebookState
from app.codebooks.ready import template
from app.codebooks.rules import CodeEntry, Draft
from app.core.errors import Conflict, Invalid, NotFound
from app.studies import service as studies
from app.studies import store as studies_store
from app.studies.access import Membership
from app.studies.models import Study
from app.studies.service import NewStudy

COLUMNS = set(CodeEntry.__dataclass_fields__) - {"retired"}


class NothingToPublish(Conflict):
    slug = "nothing-to-publish"


class UnsoundCodebook(Invalid):
    """A draft that breaks the rules, with every fault named."""

    def __init__(self, faults: Sequence[rules.Fault]) -> None:
        super().__init__("The codebook needs attention.")
        self.members = {"errors": [asdict(fault) for fault in faults]}


@dataclass(frozen=True, slots=True)
class CodebookSeen:
    """One version of a codebook with its codes."""

    version: int
    state: CodebookState
    published_at: datetime | None
    change_note: str | None
    dimensions: Draft


def found_study(
    session: Session, new: NewStudy, *, by: Actor, at: datetime
) -> tuple[Study, Membership]:
    """Make a study whose codebook, version 1, is a published copy of a template."""
    chosen = template(new.template)
    with_method = replace(new, settings={**chosen.settings, **new.settings})
    study, membership = studies.create_study(session, with_method, by=by, at=at)
    write(session, study.id, 1, chosen.draft, by=by, at=at)
    publish(session, study, by=by, at=at)
    return study, membership


def codebook_of(
    session: Session, study: Study, version: int | None = None
) -> CodebookSeen:
    """A version of the study's codebook; unless told otherwise the current one.

    Raises:
        NotFound: the study has no such version.
    """
    wanted = study.codebook_version if version is None else version
    codebook = store.find_codebook(session, study.id, wanted)
    if codebook is None:
        raise NotFound("This study has no such version of its codebook.")
    return seen(session, codebook)


def draft_codebook(session: Session, study: Study) -> CodebookSeen:
    """The version under way.

    Raises:
        NotFound: there is none.
    """
    codebook = store.find_draft(session, study.id)
    if codebook is None:
        raise NotFound("This study has no draft of a next codebook.")
    return seen(session, codebook)


def seen(session: Session, codebook: Codebook) -> CodebookSeen:
    dimensions: dict[str, list[CodeEntry]] = {name: [] for name in codebook.dimensions}
    for row in store.list_codes(session, codebook.study_id, codebook.version):
        dimensions[row.dimension].append(entry_of(row))
    return CodebookSeen(
        codebook.version,
        codebook.state,
        codebook.published_at,
        codebook.change_note,
        dimensions,
    )


def entry_of(row: Code) -> CodeEntry:
    columns = {name: getattr(row, name) for name in COLUMNS}
    return CodeEntry(**columns, retired=row.retired_in is not None)


def save_draft(
    session: Session,
    study: Study,
    dimensions: Sequence[tuple[str, Sequence[CodeEntry]]],
    *,
    by: Actor,
    at: datetime,
) -> CodebookSeen:
    """Put a draft of the next version in the place of the last draft.

    Raises:
        UnsoundCodebook: it breaks the rules of ``app.codebooks.rules``.
    """
    study = studies_store.lock_study(session, study.id)
    published = codebook_of(session, study).dimensions
    faults = rules.faults_in(dimensions, published)
    if faults:
        raise UnsoundCodebook(faults)
    version = study.codebook_version + 1
    draft = rules.successor(rules.draft_of(dict(dimensions)), published, version)
    codebook = write(session, study.id, version, draft, by=by, at=at)
    note(session, Action.CODEBOOK_DRAFTED, codebook, by=by, at=at)
    return seen(session, codebook)


def write(
    session: Session,
    study_id: UUID,
    version: int,
    draft: Draft,
    *,
    by: Actor,
    at: datetime,
) -> Codebook:
    """Store a draft; whoever calls has made sure the version is not published."""
    codebook = store.find_codebook(session, study_id, version)
    if codebook is None:
        codebook = Codebook(
            study_id=study_id,
            version=version,
            state=CodebookState.DRAFT,
            dimensions=list(draft),
            created_at=at,
            created_by=by.id,
        )
        session.add(codebook)
    codebook.dimensions = list(draft)
    session.flush()
    rows = [
        {
            **{name: getattr(code, name) for name in COLUMNS},
            "study_id": study_id,
            "codebook_version": version,
            "dimension": dimension,
        }
        for dimension, codes in draft.items()
        for code in codes
    ]
    store.replace_codes(session, study_id, version, rows)
    return codebook


def publish(
    session: Session, study: Study, change_note: str = "", *, by: Actor, at: datetime
) -> CodebookSeen:
    """Make the draft the version new days are coded with, and never touch it again.

    Raises:
        NothingToPublish: there is no draft.
    """
    study = studies_store.lock_study(session, study.id)
    codebook = store.find_draft(session, study.id)
    if codebook is None:
        raise NothingToPublish("Save a draft of the next version first.")
    codebook.state = CodebookState.PUBLISHED
    codebook.published_at = at
    codebook.change_note = change_note or None
    study.codebook_version = codebook.version
    session.flush()
    note(session, Action.CODEBOOK_PUBLISHED, codebook, by=by, at=at)
    return seen(session, codebook)


def note(
    session: Session, action: Action, codebook: Codebook, *, by: Actor, at: datetime
) -> None:
    trail.note(
        session,
        action,
        actor_id=by.id,
        study_id=codebook.study_id,
        target_id=codebook.study_id,
        at=at,
        version=codebook.version,
    )


def vocabulary(
    session: Session, study_id: UUID, version: int
) -> Mapping[str, Mapping[str, CodeEntry]]:
    """The codes of one version by dimension and code; empty if there is no such one."""
    found: dict[str, dict[str, CodeEntry]] = {}
    for row in store.list_codes(session, study_id, version):
        found.setdefault(row.dimension, {})[row.code] = entry_of(row)
    return found
