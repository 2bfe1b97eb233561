"""Every door of the server and whom it lets through: the one table of rights.

The guard (``app.accounts.guard``) reads it before any view runs, and so does the test
that knocks at every door as everybody. What a role may do in its study stands in
``app.studies.access``. A route without an entry keeps the server from starting.
"""

from app.core.doors import Door, Factor, Owner, Reach, Verb, Who

ANYONE = Door(Who.ANYONE)
ACCOUNT = Door(Who.ACCOUNT)
OWN_KEYS = Door(Who.ACCOUNT, reach=Reach.ELEVATED, owner=Owner.ACCOUNT)


def field(verb: Verb, owner: Owner = Owner.STUDY) -> Door:
    """What a phone in the field needs, however long ago the password was given."""
    return Door(Who.MEMBER, verb, Reach.CAPTURE, owner)


def desk(verb: Verb, owner: Owner = Owner.STUDY) -> Door:
    """Work on a study in front of a screen."""
    return Door(Who.MEMBER, verb, Reach.WORK, owner, Factor.POWERFUL)


def grave(verb: Verb, owner: Owner = Owner.STUDY) -> Door:
    """What changes who may do what, or what everybody codes with."""
    return Door(Who.MEMBER, verb, Reach.ELEVATED, owner, Factor.POWERFUL)


def export(owner: Owner) -> Door:
    """What leaves the product."""
    return Door(Who.MEMBER, Verb.DOWNLOAD, Reach.ELEVATED, owner, Factor.EVERYBODY)


DOORS: dict[str, Door] = {
    # The page, its files, and what browsers and machines ask for by themselves.
    "shell.page": ANYONE,
    "shell.worker": ANYONE,
    "shell.manifest": ANYONE,
    "shell.file": ANYONE,
    "shell.words": ANYONE,
    "shell.favicon": ANYONE,
    "csp.report": ANYONE,
    "health.alive": ANYONE,
    "health.ready": ANYONE,
    "openapi.show": ANYONE,
    # Getting in: a one-time token or a password is the key.
    "accounts.set_up": ANYONE,
    "accounts.sign_in": ANYONE,
    "invitations.accept": ANYONE,
    "passkeys.challenge": ANYONE,
    "passkeys.sign_in": ANYONE,
    "resets.use": ANYONE,
    # One's own account.
    "accounts.show": ACCOUNT,
    "accounts.sign_out": ACCOUNT,
    "accounts.elevate": ACCOUNT,
    "accounts.end_others": ACCOUNT,
    "accounts.list_devices": Door(Who.ACCOUNT, owner=Owner.ACCOUNT),
    "accounts.retire_device": Door(Who.ACCOUNT, owner=Owner.ACCOUNT),
    "accounts.revoke_device": Door(Who.ACCOUNT, owner=Owner.ACCOUNT),
    # One's own keys. What would help a thief who found the desk open asks anew.
    "factors.show": ACCOUNT,
    "factors.begin_totp": OWN_KEYS,
    "factors.confirm_totp": OWN_KEYS,
    "factors.remove_totp": OWN_KEYS,
    "factors.make_recovery_codes": OWN_KEYS,
    "factors.passkey_options": OWN_KEYS,
    "factors.add_passkey": OWN_KEYS,
    "factors.remove_passkey": OWN_KEYS,
    "passwords.change": OWN_KEYS,
    # Other people's: the operator, and a PI for who belongs to nobody else's studies.
    "directory.list_accounts": Door(
        Who.OPERATOR, reach=Reach.WORK, factor=Factor.EVERYBODY
    ),
    "resets.make": Door(Who.ACCOUNT, reach=Reach.ELEVATED, factor=Factor.EVERYBODY),
    # The phone. A push is judged operation by operation, each by the study it names.
    "sync.hello": ACCOUNT,
    "sync.push": Door(Who.ACCOUNT, Verb.CAPTURE, owner=Owner.DAY),
    "sync.rescue": ACCOUNT,
    "sync.pull": field(Verb.READ, Owner.DAY),
    "sync.digest": field(Verb.READ, Owner.DAY),
    # Studies. Who founds one leads it, and could take out what it gathers.
    "studies.list_studies": Door(Who.ACCOUNT, owner=Owner.ACCOUNT),
    "codebooks.found_study": Door(
        Who.ACCOUNT, reach=Reach.WORK, factor=Factor.EVERYBODY
    ),
    "studies.show_study": field(Verb.SEE),
    "studies.change_study": desk(Verb.CHANGE_STUDY),
    "codebooks.show": field(Verb.SEE),
    "codebooks.list_versions": field(Verb.SEE),
    "code_use.show": desk(Verb.CHANGE_CODEBOOK),
    "codebooks.save_draft": desk(Verb.CHANGE_CODEBOOK),
    "codebooks.publish": grave(Verb.CHANGE_CODEBOOK),
    "studies.list_members": field(Verb.SEE_MEMBERS),
    "studies.add_member": grave(Verb.CHANGE_MEMBERS),
    "studies.change_member": grave(Verb.CHANGE_MEMBERS),
    "studies.remove_member": grave(Verb.CHANGE_MEMBERS),
    "invitations.list_made": desk(Verb.SEE_INVITATIONS),
    "invitations.make": grave(Verb.CHANGE_MEMBERS),
    "invitations.revoke": grave(Verb.CHANGE_MEMBERS),
    "studies.list_subjects": field(Verb.SEE_SUBJECTS),
    "studies.add_subject": desk(Verb.CHANGE_SUBJECTS),
    "studies.change_subject": desk(Verb.CHANGE_SUBJECTS),
    # Days and what leaves the product.
    "reports.list_days": desk(Verb.READ, Owner.DAY),
    "reports.show_day": desk(Verb.READ, Owner.DAY),
    "reports.show_history": desk(Verb.READ, Owner.DAY),
    "reports.show_clock": desk(Verb.READ, Owner.DAY),
    "trail.show": desk(Verb.SEE_TRAIL),
    "reports.day_log": export(Owner.DAY),
    "reports.study_log": export(Owner.DAY),
}
