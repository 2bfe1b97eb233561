"""The fields of every kind of record, their types, and the words of fixed lists.

A type is written as one word with its limits: ``text:4000``, ``code:activity`` (a code
of that dimension of the day's codebook), ``enum:lane`` (a word of that list below).
The browser holds the same tables in ``pwa/domain/kinds.js``, and both are held to
``tests/contract/kinds.json``.
"""

COMMON = {
    "recorded_at": "instant",
    "edit_reason": "enum:edit_reason",
}

ACTIVITY = {
    "day": "ref",
    "code": "code:activity",
    "code_label": "string:120",
    "started_at": "instant",
    "ended_at": "instant",
    "start_source": "enum:time_source",
    "end_source": "enum:time_source",
    "claimed_start": "instant",
    "time_precision_s": "int:0:86400",
    "lane": "enum:lane",
    "task_id": "string:64",
    "segment_no": "int:1:9999",
    "interrupts": "ref",
    "interruption_source": "code:interruption_source",
    "resumption": "enum:resumption",
    "medium": "enum:medium",
    "planned": "enum:planned",
    "planned_lead": "enum:planned_lead",
    "initiation": "enum:initiation",
    "purpose": "code:purpose",
    "place": "code:place",
    "persons": "list:64",
    "persons_count": "int:0:100000",
    "information_tool": "codes:information_tool",
    "sphere": "string:120",
    "observation_basis": "enum:observation_basis",
    "certainty": "int:1:3",
    "reactivity": "string:120",
    "meeting": "ref",
    "note": "text:4000",
    "captured_locked": "bool",
    **COMMON,
}

KINDS: dict[str, dict[str, str]] = {
    "day": {
        "subject_id": "ref",
        "date": "date",
        "timezone": "string:64",
        "observation_started_at": "instant",
        "observation_ended_at": "instant",
        "status": "enum:day_status",
        "codebook_version": "int:1:1000000",
        "planned_start": "instant",
        "planned_end": "instant",
        "day_type": "enum:day_type",
        "day_type_why": "text:4000",
        "joint_session_id": "string:64",
        "session_role": "enum:session_role",
        "sync_tap_at": "instant",
        "clock_offset_s": "number",
        "clock_checked_at": "instant",
        "weather_of_day": "text:4000",
        "field_note": "text:12000",
        "field_note_done_at": "instant",
        **COMMON,
    },
    "activity": ACTIVITY,
    "meeting": {
        **ACTIVITY,
        "meeting_type": "enum:meeting_type",
        "scheduled": "enum:yes_no",
        "scheduled_start_at": "instant",
        "scheduled_end_at": "instant",
        "subject_arrived_at": "instant",
        "subject_left_at": "instant",
        "chair": "enum:chair",
        "subject_role": "enum:subject_role",
        "size": "int:0:100000",
        "size_is_estimate": "bool",
        "inside_count": "int:0:100000",
        "outside_count": "int:0:100000",
        "functions": "list:120",
        "agenda": "enum:yes_no_unknown",
        "papers": "enum:papers",
        "papers_read_before": "enum:yes_no_unknown",
        "decisions_count": "int:0:100000",
        "consent_basis": "enum:consent_basis",
        "observed": "enum:observed",
    },
    "knowledge_source": {
        "day": "ref",
        "at": "instant",
        "source_kind": "code:source_kind",
        "title": "text:200",
        "activity": "ref",
        "meeting": "ref",
        "jotting": "ref",
        "source_person": "string:64",
        "form": "enum:form",
        "formality": "enum:formality",
        "obtained": "enum:obtained",
        "direction": "enum:direction",
        "use_purpose": "enum:use_purpose",
        "stance": "enum:stance",
        "fit_with_others": "enum:fit_with_others",
        "passed_on_to": "list:64",
        "inside": "enum:source_inside",
        "observation_basis": "enum:observation_basis",
        "certainty": "int:1:3",
        "note": "text:4000",
        **COMMON,
    },
    "jotting": {
        "day": "ref",
        "at": "instant",
        "text": "text:4000",
        "jotting_kind": "enum:jotting_kind",
        "activity": "ref",
        "sensitivity": "enum:sensitivity",
        "field_note": "text:12000",
        "field_note_layer": "enum:field_note_layer",
        "captured_locked": "bool",
        **COMMON,
    },
    "gap": {
        "day": "ref",
        "started_at": "instant",
        "ended_at": "instant",
        "reason": "enum:gap_reason",
        "requested_by": "string:120",
        "activity_known": "enum:yes_no",
        "code": "code:activity",
        "gap_kind": "enum:gap_kind",
        "note": "text:4000",
        "captured_locked": "bool",
        **COMMON,
    },
    "tally": {
        "day": "ref",
        "at": "instant",
        "code": "code:activity",
        "code_label": "string:120",
        "person": "string:64",
        "note": "text:4000",
        **COMMON,
    },
    "person": {
        "subject_id": "ref",
        "person_code": "string:64",
        "relation": "enum:relation",
        "inside": "enum:inside",
        "function": "string:120",
        "consent_status": "enum:consent_status",
        **COMMON,
    },
}

ENUMERATIONS: dict[str, str] = {
    "chair": "subject other none",
    "consent_basis": "standing written verbal none_yet",
    "consent_status": "invited consented paused withdrawn_prospective withdrawn_all",
    "day_status": "open closed reviewed locked struck",
    "day_type": "ordinary atypical",
    "direction": "received given jointly_made",
    "edit_reason": "typo late_switch from_memory from_paper subject_request"
    " coding_review",
    "field_note_layer": "descriptive analytic methodological personal",
    "fit_with_others": "alone combined",
    "form": "oral text number_or_chart object_or_place image",
    "formality": "formal informal",
    "gap_kind": "non_observed observer_break off_the_record struck embargoed",
    "gap_reason": "requested_by_subject requested_by_other observers_judgement personal"
    " patient_confidential personnel_confidential travel left_site observer_break"
    " technical",
    "initiation": "subject other_party mutual clock unknown",
    "inside": "inside outside",
    "jotting_kind": "bare_mark observation quote_verbatim quote_paraphrase analytic"
    " methodological personal to_ask",
    "lane": "primary secondary",
    "medium": "face_to_face phone video email message paper screen none",
    "meeting_type": "board committee executive_team one_to_one project external"
    " corridor huddle ward_or_site_visit public_event interview social other",
    "observation_basis": "seen heard_one_side reported inferred",
    "observed": "whole part not_observed",
    "obtained": "own_search delegated offered_unasked routine_supply already_known",
    "papers": "none before tabled both",
    "planned": "planned unplanned unknown",
    "planned_lead": "same_day under_1_week over_1_week recurring",
    "relation": "subordinate superior board peer_inside assistant client_or_patient"
    " supplier regulator_or_government professional_body media family other_outside"
    " observer",
    "resumption": "resumed not_resumed unknown not_applicable",
    "sensitivity": "ordinary sensitive off_the_record_time_only",
    "session_role": "analysis reliability",
    "source_inside": "inside outside both",
    "stance": "accepted questioned rejected ignored unclear",
    "subject_role": "chair presenter member guest",
    "time_source": "tap backdated backfilled from_paper corrected inferred_from_next"
    " day_end",
    "use_purpose": "make_decision account_for_decision make_sense other unclear",
    "yes_no": "yes no",
    "yes_no_unknown": "yes no unknown",
}

# Where the word itself, with a capital and without underscores, would not read well.
LABELS: dict[str, dict[str, str]] = {
    "consent_basis": {"none_yet": "None yet"},
    "consent_status": {
        "withdrawn_all": "Withdrawn, all data",
        "withdrawn_prospective": "Withdrawn from now on",
    },
    "edit_reason": {
        "late_switch": "Switched late",
        "subject_request": "The subject asked",
    },
    "form": {
        "number_or_chart": "Number or chart",
        "object_or_place": "Object or place",
    },
    "gap_kind": {"non_observed": "Not observed"},
    "gap_reason": {"observers_judgement": "Observer's judgement"},
    "jotting_kind": {
        "quote_paraphrase": "Quote, paraphrased",
        "quote_verbatim": "Quote, word for word",
        "to_ask": "To ask later",
    },
    "medium": {"face_to_face": "Face to face"},
    "meeting_type": {
        "one_to_one": "One to one",
        "ward_or_site_visit": "Ward or site visit",
    },
    "observation_basis": {"heard_one_side": "Heard one side"},
    "obtained": {
        "offered_unasked": "Offered, unasked",
        "own_search": "Looked for it",
        "routine_supply": "Came as routine",
    },
    "planned_lead": {
        "over_1_week": "Over a week ahead",
        "under_1_week": "Within a week",
    },
    "relation": {
        "client_or_patient": "Client or patient",
        "peer_inside": "Inside peer",
    },
    "sensitivity": {"off_the_record_time_only": "Off the record, time only"},
    "time_source": {
        "day_end": "End of day",
        "inferred_from_next": "Taken from the next",
        "tap": "Tapped",
    },
}


def label(enumeration: str, word: str) -> str:
    """The English label of a word of a fixed list; empty when it is not on the list."""
    return WORDS[enumeration].get(word, "")


def words_of(enumeration: str) -> dict[str, str]:
    """The words of a list with their labels, in the order a form offers them."""
    special = LABELS.get(enumeration, {})
    words = ENUMERATIONS[enumeration].split()
    return {
        word: special.get(word) or word.capitalize().replace("_", " ") for word in words
    }


WORDS = {enumeration: words_of(enumeration) for enumeration in ENUMERATIONS}
