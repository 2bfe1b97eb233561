"""An invented day of CE1, told tap by tap.

It is invented after what is published of such days: work before the observer comes,
reported and not seen; encounters too short and too many to time; a presentation done
in fragments; and one piece of news that is told to four people.
"""

from app.demo.phone import Capture

CORRIDOR = {"place": "corridor_or_public_space", "medium": "face_to_face"}
UNPLANNED = {**CORRIDOR, "planned": "unplanned", "meeting_type": "corridor"}
SLIDES = {"task_id": "presentation", "sphere": "Winter plan", "medium": "screen"}


def tell(day: Capture) -> str:
    """The whole day; returns a phone call that turns out to have been none."""
    arrive(day)
    call = work_in_fragments(day)
    stand_outside(day)
    meet_the_executives(day)
    mark = walk_the_wards(day)
    spend_the_afternoon(day)
    day.edit("16:40", "jotting", mark, text="She moved a chair so a porter could pass.")
    return call


def arrive(day: Capture) -> None:
    day.start("8:05", day_type="ordinary")
    day.insert(
        "8:06",
        "7:25",
        "7:50",
        "media_monitoring",
        observation_basis="reported",
        place="own_office",
        medium="screen",
        note="In since 7.25 by her own account: radio news, the local paper, messages.",
    )
    day.insert(
        "8:07",
        "7:50",
        "8:05",
        "reading_papers",
        observation_basis="reported",
        place="own_office",
        medium="paper",
        note="Papers for the afternoon's committee.",
    )
    day.switch("8:08", "office_coordination", place="own_office", persons=["PA"])
    day.source(
        "8:11",
        "assistant",
        form="oral",
        obtained="offered_unasked",
        direction="received",
        use_purpose="make_sense",
        formality="informal",
        inside="inside",
        title="Which board member has rung, and how she sounded",
    )
    day.meeting("8:16", "corridor_meeting", persons=["COO"], **UNPLANNED)
    day.source(
        "8:18",
        "executive_team",
        form="number_or_chart",
        obtained="offered_unasked",
        use_purpose="make_sense",
        stance="accepted",
        source_person="COO",
        title="Beds closed overnight",
    )
    day.meeting("8:23", "corridor_meeting", persons=["CN", "MD"], size=3, **UNPLANNED)
    day.jot("8:25", "Finishes other people's sentences only when she agrees.")
    day.meeting("8:30", "corridor_meeting", persons=["FD"], **UNPLANNED)


def work_in_fragments(day: Capture) -> str:
    day.switch("8:35", "writing_preparing", place="own_office", segment_no=1, **SLIDES)
    call = day.switch("8:44", "phone_call", initiation="other_party", medium="phone")
    day.jot("8:46", "“We don't do surprises.”", "quote_verbatim")
    day.switch("8:48", "writing_preparing", place="own_office", segment_no=2, **SLIDES)
    return call


def stand_outside(day: Capture) -> None:
    day.switch("8:50", "walkabout", **CORRIDOR, note="Fire alarm; everybody outside.")
    day.tally("8:53", "corridor_meeting", "FD")
    day.tally("8:56", "corridor_meeting", "MD")
    day.tally("8:59", "corridor_meeting", "COO")
    day.meeting("9:00", "corridor_meeting", persons=["EST"], **UNPLANNED)
    day.source(
        "9:02",
        "other_staff",
        form="oral",
        obtained="offered_unasked",
        direction="received",
        use_purpose="make_sense",
        source_person="EST",
        stance="accepted",
        passed_on_to=["PA", "CN", "COO", "CH"],
        title="What Safety Month will look like on the wards",
        note="Told to four people before lunch.",
    )
    day.switch("9:06", "writing_preparing", place="own_office", segment_no=3, **SLIDES)


def meet_the_executives(day: Capture) -> None:
    day.meeting(
        "9:31",
        "formal_meeting",
        meeting_type="executive_team",
        scheduled="yes",
        chair="subject",
        subject_role="chair",
        size=8,
        agenda="yes",
        papers="before",
        papers_read_before="yes",
        decisions_count=2,
        observed="part",
        consent_basis="standing",
        planned="planned",
        inside_count=8,
        persons=["COO", "FD", "CN", "MD"],
    )
    day.alongside("9:40", "9:52", "email_messages", medium="screen")
    day.source(
        "9:44",
        "performance_dashboard",
        form="number_or_chart",
        obtained="routine_supply",
        use_purpose="account_for_decision",
        stance="questioned",
        title="Four-hour target, by site",
    )
    day.jot("9:47", "Looks at the chart, then asks who was on duty.", "analytic")
    day.source(
        "9:58",
        "gut_feeling",
        use_purpose="make_decision",
        obtained="already_known",
        note="“I have seen this winter before.”",
    )
    day.step_out("10:05", "personnel_confidential", requested_by="CE1")
    day.back("10:27")


def walk_the_wards(day: Capture) -> str:
    """Returns a time mark that still wants its words."""
    day.switch("10:41", "walkabout", place="clinical_area", medium="face_to_face")
    day.source(
        "10:49",
        "patient_or_public",
        form="oral",
        obtained="own_search",
        source_person="P1",
        use_purpose="make_sense",
        formality="informal",
        inside="outside",
        title="How long the night was",
    )
    day.source("10:55", "direct_sight", form="object_or_place", title="Trolleys")
    mark = day.mark("10:58")
    day.switch("11:12", "email_messages", place="own_office", medium="screen")
    day.source(
        "11:20",
        "policy_or_guidance",
        form="text",
        obtained="delegated",
        use_purpose="make_sense",
        formality="formal",
        inside="outside",
        stance="accepted",
        title="New national guidance, in her assistant's summary",
    )
    return mark


def spend_the_afternoon(day: Capture) -> None:
    day.step_out("12:05", "observer_break")
    day.back("12:32")
    day.switch("12:33", "personal_break", place="own_office")
    day.switch("12:55", "with_observer", place="own_office")
    day.jot("13:02", "Asks me what I write down. I show her the screen.", "personal")
    day.switch("13:10", "reading_papers", place="own_office", medium="paper")
    day.meeting(
        "14:00",
        "formal_meeting",
        meeting_type="committee",
        scheduled="yes",
        chair="other",
        subject_role="presenter",
        size=11,
        size_is_estimate=True,
        papers="before",
        decisions_count=1,
        observed="whole",
        persons=["CH", "FD", "MD"],
    )
    day.source(
        "14:24",
        "board_or_committee_paper",
        form="text",
        obtained="routine_supply",
        stance="questioned",
        use_purpose="account_for_decision",
        inside="inside",
        title="Finance report, month 7",
    )
    day.source("15:06", "benchmark", form="number_or_chart", obtained="delegated")
    day.switch("15:48", "travel", place="car_or_train")
    day.alongside("15:52", "16:14", "phone_call", medium="phone", persons=["REG"])
    day.source(
        "16:02",
        "regulator_or_commissioner",
        form="oral",
        use_purpose="make_sense",
        source_person="REG",
        observation_basis="heard_one_side",
        certainty=2,
    )
    day.end("16:31")
