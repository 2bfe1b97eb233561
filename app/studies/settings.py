"""The settings of a study: what there is, what it may be, what it is unless changed."""

from collections.abc import Mapping
from typing import Any

# Word settings, each with its choices; the first one is the default.
CHOICES: dict[str, tuple[str, ...]] = {
    "shadowing_mode": (
        "mixed",
        "learning",
        "recording_behaviour",
        "understanding_perspectives",
    ),
    # A new activity begins when ...
    "unit_rule": (
        "activity_type_changes",
        "participants_change",
        "place_changes",
        "any",
    ),
    "gap_policy": ("exclude", "separate"),
    "break_policy": ("in_work_time", "separate"),
    # Talk with the shadower is never counted as the subject's work unless asked for.
    "with_observer_policy": ("exclude", "separate", "include"),
    # How time with several activities open is shared out.
    "overlap_policy": ("of_work_time", "allocated", "split"),
    "withdrawal_policy": (
        "negotiate",
        "delete_all",
        "delete_raw_keep_anonymised",
        "keep_to_date",
    ),
    # Whose days an observer may see and correct.
    "peer_days": ("own", "study"),
}

# Whole-number settings: default, least, most.
NUMBERS: dict[str, tuple[int, int, int]] = {
    "min_duration_s": (0, 0, 3600),
    "time_rounding_s": (0, 0, 3600),
    "fragment_threshold_s": (540, 1, 86_400),  # nine minutes, strictly less than
    "long_threshold_s": (3600, 1, 86_400),
    "cooling_off_hours": (48, 0, 2160),
}

# What a report of a time-and-motion study should state: 29 elements in eight areas
# and three more (STAMP: Zheng, Guo & Hanauer 2011).
STAMP: tuple[str, ...] = (
    "intervention_type",
    "intervention_system_genre",
    "intervention_maturity",
    "setting_institution_type",
    "setting_care_area",
    "setting_locale",
    "design_protocol",
    "design_fieldwork_duration",
    "design_shift_distribution",
    "design_observation_hours",
    "task_definition",
    "task_prior_work",
    "task_new_development",
    "observer_team_size",
    "observer_training",
    "observer_background",
    "observer_uniformity",
    "observer_continuity",
    "observer_assignment",
    "subject_size",
    "subject_recruitment",
    "subject_continuity",
    "subject_background",
    "recording_multitasking",
    "recording_non_observed",
    "recording_transition",
    "recording_tool",
    "analysis_measures",
    "analysis_methods",
    "ancillary_interruption",
    "ancillary_interaction",
    "ancillary_location",
)


def defaults() -> dict[str, Any]:
    """The settings of a study nobody has changed yet."""
    return {
        **{name: words[0] for name, words in CHOICES.items()},
        **{name: numbers[0] for name, numbers in NUMBERS.items()},
        "retention_until": None,
        "ethics_reference": None,
        "stamp": {},
    }


def merged(old: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Settings after ``changes``; of ``stamp`` only the elements named are touched."""
    stamp = {**old.get("stamp", {}), **changes.get("stamp", {})}
    kept = {name: text for name, text in stamp.items() if text}
    return {**defaults(), **old, **changes, "stamp": kept}
