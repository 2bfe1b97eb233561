"""Every code of the methods we offer, by template and dimension."""

import json
import re

import pytest

from app.codebooks import rules
from app.codebooks.ready import FOLDER, NAMES, template

PARTICIPANTS = (
    "subordinate director co_director peer_or_trade client_supplier_associate "
    "independent_or_other"
)
REQUIRED: dict[str, dict[str, str]] = {
    "kmobilis_like": {
        "activity": (
            "formal_meeting one_to_one corridor_meeting phone_call video_call "
            "email_messages reading_papers writing_preparing media_monitoring "
            "data_review walkabout external_event representation office_coordination "
            "travel with_observer personal_break unclear"
        ),
        "source_kind": (
            "executive_team chair_or_board assistant clinician_or_frontline "
            "other_staff peer_ceo regulator_or_commissioner partner_or_politician "
            "patient_or_public adviser_or_consultant trusted_confidant "
            "network_contact board_or_committee_paper internal_report "
            "policy_or_guidance research_evidence management_literature "
            "correspondence press social_media broadcast website "
            "performance_dashboard finance_data incident_or_complaint_data benchmark "
            "survey_results direct_sight meeting_talk event_or_training "
            "own_experience own_notes gut_feeling"
        ),
        "use_purpose": "make_decision account_for_decision make_sense other unclear",
        "obtained": "own_search delegated offered_unasked routine_supply already_known",
        "direction": "received given jointly_made",
        "form": "oral text number_or_chart object_or_place image",
        "stance": "accepted questioned rejected ignored unclear",
        "place": (
            "own_office others_office meeting_room corridor_or_public_space "
            "clinical_area car_or_train other_site external_venue home unknown"
        ),
    },
    "mintzberg": {
        "activity": (
            "scheduled_meeting unscheduled_meeting telephone_call desk_work tour "
            "travel evening_work personal"
        ),
        "purpose": (
            "non_managerial scheduling ceremony external_board status_request "
            "action_request manager_request observational_tour receiving_information "
            "giving_information review strategy negotiation crisis"
        ),
        "participants": PARTICIPANTS,
        "initiation": "manager opposite_party mutual clock",
        "place": (
            "managers_office subordinates_office hall_or_plant "
            "conference_or_boardroom away"
        ),
        "mail_direction": "in out",
        "mail_form": "letter memo report periodical clipping book other email message",
        "mail_sender_target": PARTICIPANTS,
        "mail_attention": "skimmed read studied",
        "mail_purpose_in": (
            "acknowledgement status_request solicitation authority_request "
            "reference_data general_report periodical_news event_report "
            "internal_operations_report advice_on_situation problem_or_pressure idea"
        ),
        "mail_purpose_out": (
            "acknowledge reply_to_request forward write_report_or_instruction"
        ),
    },
    "executive_time_use": {
        "activity": (
            "meeting phone_call conference_or_video_call public_event business_meal "
            "site_or_plant_visit working_alone travel personal other"
        ),
        "duration_band": "15m 30m 1h over_2h",
        "planning": (
            "planned_over_1_week planned_within_week planned_same_day unplanned unknown"
        ),
        "size": "alone one_other two_or_more",
        "composition": "insiders_only outsiders_only both alone",
        "inside_function": (
            "board group_or_parent ceo_office_or_assistant coo finance "
            "production_operations marketing_sales hr strategy legal it rd "
            "administration other_inside"
        ),
        "outside_function": (
            "client supplier bank investor consultant lawyer government union "
            "trade_association media_or_pr competitor_or_peer other_outside"
        ),
    },
    "wombat_clinician": {
        "activity": (
            "direct_care indirect_care medication documentation "
            "professional_communication ward_related in_transit supervision social "
            "other administrative find_record find_xray_or_scan discharge_summary "
            "find_order prescribe transcribe prepare clarify check administer chart "
            "discuss review"
        ),
        "participants": (
            "patient relative doctor nurse allied_health pharmacist student clerk "
            "other alone"
        ),
        "place": (
            "bedside patient_room nurses_station medication_room corridor office "
            "off_ward other"
        ),
        "information_tool": (
            "permanent_record temporary_paper desktop_computer phone mobile_device none"
        ),
        "interruption_source": (
            "doctor nursing_staff telephone_or_bleep patient relative other_person "
            "equipment_failure information_missing waiting physical_impediment"
        ),
    },
}
# Headings we put above a method's own codes, so that results can be rolled up.
HEADINGS = {
    ("mintzberg", "purpose"): {"secondary", "requests", "informational", "decision"},
    ("wombat_clinician", "interruption_source"): {"impediment"},
}
# Derived, never chosen: they keep the names the method gave them.
DERIVED = {"15m", "30m", "1h"}


@pytest.mark.parametrize(
    ("name", "dimension"),
    [(name, dimension) for name, book in REQUIRED.items() for dimension in book],
)
def test_a_template_holds_every_code_of_its_method(name: str, dimension: str) -> None:
    codes = {code.code for code in template(name).draft[dimension]}
    headings = HEADINGS.get((name, dimension), set())

    assert codes - headings == set(REQUIRED[name][dimension].split())


@pytest.mark.parametrize("name", REQUIRED)
def test_a_template_holds_no_other_dimension(name: str) -> None:
    assert set(template(name).draft) == set(REQUIRED[name])


def test_a_blank_codebook_has_dimensions_and_no_codes() -> None:
    blank = template("blank").draft

    assert "activity" in blank
    assert not any(blank.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_code_is_worded_and_coloured(name: str) -> None:
    for codes in template(name).draft.values():
        for code in codes:
            assert re.fullmatch(r"[^_]{2,60}", code.label), code.code
            assert code.label[0].isupper() or code.label[0].isdigit()
            assert code.definition.endswith(".")
            assert code.definition.rstrip(".").lower() != code.label.lower()
            assert re.fullmatch(r"c([1-9]|1[0-2])", code.colour or "")
            assert code.expected_minutes is None or code.expected_minutes > 0


@pytest.mark.parametrize("name", NAMES)
def test_labels_tell_codes_apart(name: str) -> None:
    for codes in template(name).draft.values():
        labels = [code.label for code in codes]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_keeps_the_rules(name: str) -> None:
    draft = template(name).draft
    bands = draft.get("duration_band", ())
    before = {"duration_band": [code for code in bands if code.code in DERIVED]}

    assert rules.faults_in(list(draft.items()), before) == []


@pytest.mark.parametrize("name", NAMES)
def test_codes_stand_in_the_order_of_the_file(name: str) -> None:
    file = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    for dimension in file["dimensions"]:
        codes = template(name).draft[dimension["name"]]
        in_file = [code["code"] for code in dimension["codes"]]
        assert [code.code for code in codes] == in_file
        assert [code.position for code in codes] == list(range(len(codes)))


def test_there_is_no_template_nobody_can_choose() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(NAMES)
