"""Importing this warms a process up: what a fork server does before its first fork."""

from tests import warm

warm.warm_up()
