"""What the records of a study say of its codes: for whoever is about to change them."""

from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.dataset.codes import CodeUse, code_uses
from app.studies import service as studies


def uses_of(session: Session, actor: Actor, study_id: str) -> list[CodeUse]:
    """Every code the study's records use, those unknown to its codebook as well."""
    study, _ = studies.study_for(session, actor, study_id)
    return code_uses(session, study.id)
