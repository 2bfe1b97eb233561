"""Three more invented days: a board day, a day out of the house, and one under way."""

from app.demo.phone import Capture


def board_day(day: Capture) -> str:
    """CE1's board day; returns the pre-meeting, which two people will correct."""
    day.start("8:30", day_type="atypical", day_type_why="Board in public")
    day.switch("8:30", "reading_papers", place="own_office", medium="paper")
    day.source("8:41", "correspondence", form="text", title="A letter to the board")
    before = day.meeting(
        "9:05",
        "one_to_one",
        meeting_type="one_to_one",
        scheduled="yes",
        planned="planned",
        persons=["CH"],
    )
    day.jot("9:12", "Nobody says “risk”; both say “exposure”.", "analytic")
    day.source(
        "9:20",
        "chair_or_board",
        form="oral",
        obtained="own_search",
        direction="jointly_made",
        use_purpose="make_decision",
        source_person="CH",
    )
    day.meeting(
        "10:00",
        "formal_meeting",
        meeting_type="board",
        scheduled="yes",
        chair="other",
        size=14,
        subject_role="member",
        papers="before",
        agenda="yes",
        decisions_count=4,
        observed="part",
        consent_basis="written",
        persons=["CH", "FD", "MD", "CN", "COO"],
    )
    day.source("10:31", "incident_or_complaint_data", form="number_or_chart")
    day.source("10:58", "finance_data", form="number_or_chart", stance="questioned")
    day.jot("11:15", "The public gallery is two people and a dog.", "observation")
    day.step_out("11:40", "requested_by_other", requested_by="CH")
    day.back("12:25")
    day.switch("12:40", "personal_break", place="own_office")
    day.source("12:48", "trusted_confidant", form="oral", use_purpose="make_sense")
    day.switch("13:15", "phone_call", medium="phone", initiation="subject")
    twice = day.switch("13:16", "video_call", medium="video")
    day.switch("13:40", "data_review", place="own_office", medium="screen")
    day.source("13:52", "survey_results", form="number_or_chart", obtained="own_search")
    day.switch("14:30", "one_to_one", persons=["MD"], place="others_office")
    day.step_out("14:35", "patient_confidential", requested_by="MD")
    day.back("15:02")
    day.switch("15:10", "email_messages", medium="screen", place="own_office")
    day.end("16:05")
    day.remove("16:10", "activity", twice)
    return before


def region_day(day: Capture) -> None:
    """CE2 out of the house, as the study's lead saw it."""
    day.start("7:50", day_type="ordinary")
    day.switch("7:50", "travel", place="car_or_train", medium="none")
    day.alongside("7:58", "8:33", "reading_papers", medium="paper")
    day.source("8:10", "press", form="text", title="The local paper on waiting lists")
    day.meeting(
        "9:00",
        "external_event",
        meeting_type="external",
        scheduled="yes",
        size=22,
        subject_role="guest",
        size_is_estimate=True,
        observed="whole",
        place="external_venue",
        persons=["COM", "CE9"],
    )
    day.source("9:35", "peer_ceo", form="oral", source_person="CE9", stance="accepted")
    day.source("10:10", "research_evidence", form="text", obtained="delegated")
    day.jot("10:12", "The study is quoted from memory, and rightly.", "methodological")
    day.meeting("10:50", "corridor_meeting", persons=["CE9"], meeting_type="corridor")
    day.source(
        "10:55",
        "network_contact",
        form="oral",
        obtained="offered_unasked",
        inside="outside",
        passed_on_to=["SD"],
    )
    day.switch("11:20", "representation", place="external_venue", persons=["PRS"])
    day.switch("11:45", "travel", place="car_or_train")
    day.step_out("11:46", "travel")
    day.back("12:30")
    day.switch("12:31", "office_coordination", place="own_office", persons=["PA2"])
    day.switch("12:50", "one_to_one", place="own_office", persons=["SD"])
    day.source("13:05", "own_notes", form="text", use_purpose="make_decision")
    day.switch("13:40", "writing_preparing", place="own_office", medium="screen")
    day.jot("13:55", "Ask her about the list on the back of the door.", "to_ask")
    day.end("14:30")


def running_day(day: Capture) -> None:
    """CE2 again, told from the start of the observation, and still going on."""
    day.start("0:00", day_type="ordinary")
    day.switch("0:00", "office_coordination", place="own_office", persons=["PA2"])
    day.switch("0:14", "email_messages", place="own_office", medium="screen")
    day.source("0:21", "website", form="text", obtained="own_search")
    day.meeting("0:40", "one_to_one", persons=["SD"], meeting_type="one_to_one")
    day.jot("0:52", "Draws the merger as two circles that do not touch.")
    day.source("1:03", "internal_report", form="text", obtained="routine_supply")
    day.switch("1:31", "walkabout", place="clinical_area")
    day.mark("1:44")
    day.switch("2:05", "data_review", place="own_office", medium="screen")
    day.source("2:12", "performance_dashboard", form="number_or_chart")
