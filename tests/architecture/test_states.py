"""Every state stands in every table about states."""

import inspect
from collections.abc import Mapping
from enum import Enum
from importlib import import_module

import pytest

from madoguchi.cases import states as cases
from tests.architecture.codebase import PACKAGE, capabilities

WITH_A_LIFE = [
    name
    for name in capabilities()
    if (PACKAGE / name / "states.py").exists() and hasattr(import_module(f"madoguchi.{name}.states"), "NEXT")
]


def tables_of(module: object) -> dict[str, Mapping[Enum, object]]:
    """The dictionaries of a module whose keys are members of one of its enumerations."""
    return {
        name: table
        for name, table in inspect.getmembers(module)
        if name.isupper() and isinstance(table, dict) and all(isinstance(key, Enum) for key in table)
    }


@pytest.mark.parametrize("capability", WITH_A_LIFE)
def test_every_table_speaks_of_every_state(capability):
    states = import_module(f"madoguchi.{capability}.states")
    incomplete = {name: set(states.State) - set(table) for name, table in tables_of(states).items()}
    assert {name: missing for name, missing in incomplete.items() if missing} == {}


@pytest.mark.parametrize("capability", WITH_A_LIFE)
def test_every_state_can_be_reached_and_its_ways_lead_to_states(capability):
    states = import_module(f"madoguchi.{capability}.states")
    reached = {to for ways in states.NEXT.values() for to in ways}
    beginning = next(iter(states.State))
    assert set(states.State) - reached <= {beginning}


def test_somebody_must_act_in_every_state_that_is_not_final():
    for state in cases.State:
        assert (cases.OWNER[state] is cases.Owner.NOBODY) == (state in cases.FINAL)
