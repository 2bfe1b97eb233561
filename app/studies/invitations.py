"""The invitations that let people into a study."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import tokens
from app.accounts.actor import Actor
from app.accounts.models import Account
from app.audit import trail
from app.audit.trail import Action
from app.core import quotas
from app.core.errors import Conflict, NotFound
from app.core.ids import id_or_none, uuid7
from app.core.limits import OPEN_INVITATIONS_PER_STUDY
from app.studies import members, store
from app.studies.access import Role
from app.studies.models import Invitation, InvitationState, Member, Study

INVITATION_LASTS = timedelta(hours=72)
STUDY_ID_CHARS = 32
HEXADECIMAL = set("0123456789abcdef")


class InvitationUnusable(NotFound):
    slug = "invitation-unusable"


@dataclass(frozen=True, slots=True)
class InvitationSeen:
    """An invitation without the secret that opens it."""

    id: UUID
    role: Role
    created_at: datetime
    expires_at: datetime
    created_by: UUID
    state: InvitationState


def invite(
    session: Session, study: Study, role: Role, *, by: Actor, at: datetime
) -> tuple[Invitation, str]:
    """Make an invitation and its token, which nobody can look up again.

    Raises:
        QuotaReached: as many as there may be wait to be accepted.
    """
    held = store.count_open_invitations(session, study.id, at)
    quotas.check(held, OPEN_INVITATIONS_PER_STUDY, "invitations waiting in a study")
    # The token carries the study's id, so that it can be found within one study.
    token = study.id.hex + tokens.new_token()
    invitation = Invitation(
        study_id=study.id,
        id=uuid7(),
        token_sha256=tokens.digest(token),
        role=role,
        created_by=by.id,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    session.add(invitation)
    session.flush()
    trail.note(
        session,
        Action.INVITATION_MADE,
        actor_id=by.id,
        study_id=study.id,
        target_id=invitation.id,
        at=at,
        role=role.value,
    )
    return invitation, token


def state_of(
    invitation: Invitation, at: datetime, *, pis: Collection[UUID]
) -> InvitationState:
    """What has become of an invitation; ``pis`` are who lead the study now.

    Whoever does not lead it any more lets nobody in, herself least of all.
    """
    if invitation.accepted_at is not None:
        return InvitationState.ACCEPTED
    if invitation.revoked_at is not None or invitation.created_by not in pis:
        return InvitationState.REVOKED
    expired = invitation.expires_at <= at
    return InvitationState.EXPIRED if expired else InvitationState.OPEN


def list_invitations(
    session: Session,
    study: Study,
    *,
    after: UUID | None = None,
    limit: int,
    at: datetime,
) -> list[InvitationSeen]:
    """The study's invitations in the order they were made."""
    found = store.list_invitations(session, study.id, after=after, limit=limit)
    pis = store.pis(session, study.id)
    return [
        InvitationSeen(
            one.id,
            one.role,
            one.created_at,
            one.expires_at,
            one.created_by,
            state_of(one, at, pis=pis),
        )
        for one in found
    ]


def revoke(
    session: Session, study: Study, invitation_id: str, *, by: Actor, at: datetime
) -> None:
    """Let an invitation that nobody has accepted yet open nothing any more.

    Raises:
        NotFound: the study has none of this id.
        Conflict: somebody came in by it; that is for removing a member to undo.
    """
    wanted = id_or_none(invitation_id)
    invitation = store.lock_invitation(session, study.id, wanted) if wanted else None
    if invitation is None:
        raise NotFound("There is no such invitation in this study.")
    if invitation.accepted_at is not None:
        raise Conflict("Somebody has accepted this invitation. Remove the member.")
    if invitation.revoked_at is None:
        invitation.revoked_at = at
        trail.note(
            session,
            Action.INVITATION_REVOKED,
            actor_id=by.id,
            study_id=study.id,
            target_id=invitation.id,
            at=at,
        )


def get_invitation(session: Session, token: str, *, at: datetime) -> Invitation:
    """The invitation a token belongs to, if it can still be accepted.

    Raises:
        InvitationUnusable: unknown, used, withdrawn or expired; all the same.
    """
    study_id = token[:STUDY_ID_CHARS]
    if len(study_id) != STUDY_ID_CHARS or not set(study_id) <= HEXADECIMAL:
        raise unusable()
    invitation = store.find_invitation(session, UUID(study_id), tokens.digest(token))
    # Asked in any case, so that the time taken tells nothing.
    pis = store.pis(session, UUID(study_id))
    if invitation is None:
        raise unusable()
    if state_of(invitation, at, pis=pis) is not InvitationState.OPEN:
        raise unusable()
    return invitation


def unusable() -> InvitationUnusable:
    return InvitationUnusable(
        "This invitation does not work, or no longer. Ask for a new one."
    )


def accept(
    session: Session, token: str, account: Account, *, at: datetime
) -> tuple[Study, Member]:
    """Join the study a token invites to.

    Raises:
        InvitationUnusable: see get_invitation.
        AlreadyMember: nothing to accept; the invitation stays good for somebody else.
    """
    invitation = get_invitation(session, token, at=at)
    # From here on nobody is removed; its maker may have been, just now.
    store.lock_study(session, invitation.study_id)
    get_invitation(session, token, at=at)
    member = members.join(
        session, invitation.study_id, account.id, invitation.role, at=at
    )
    if not store.spend_invitation(session, invitation, account.id, at):
        raise unusable()
    trail.note(
        session,
        Action.INVITATION_ACCEPTED,
        actor_id=account.id,
        study_id=invitation.study_id,
        target_id=invitation.id,
        at=at,
    )
    return store.lock_study(session, invitation.study_id), member
