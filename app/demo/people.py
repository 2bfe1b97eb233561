"""Everybody the two invented chief executives meet, known by code only."""

# Of each: relation, inside or outside, function.
PERSONS = {
    "CE1": {
        "PA": ("assistant", "inside", "Executive assistant"),
        "COO": ("subordinate", "inside", "Operations"),
        "FD": ("subordinate", "inside", "Finance"),
        "CN": ("subordinate", "inside", "Nursing"),
        "MD": ("subordinate", "inside", "Medicine"),
        "CH": ("board", "inside", "Chair of the board"),
        "EST": ("subordinate", "inside", "Estates"),
        "P1": ("client_or_patient", "outside", "Patient on the ward"),
        "REG": ("regulator_or_government", "outside", "Regulator"),
    },
    "CE2": {
        "PA2": ("assistant", "inside", "Executive assistant"),
        "SD": ("subordinate", "inside", "Strategy"),
        "COM": ("professional_body", "outside", "Commissioning group"),
        "CE9": ("other_outside", "outside", "Chief executive elsewhere"),
        "PRS": ("media", "outside", "Local paper"),
    },
}
