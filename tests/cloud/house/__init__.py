"""What the house itself says of its templates: rules that no linter knows."""

from templates import Stacks

from . import alarms, api, data, environment, front, limits, policies, schedule

MODULES = (alarms, api, data, environment, front, limits, policies, schedule)
RULES = [rule for module in MODULES for rule in module.RULES]


def problems(stacks: Stacks) -> list[str]:
    """What is wrong, in sentences."""
    return [words for rule in RULES for words in rule(stacks)]
