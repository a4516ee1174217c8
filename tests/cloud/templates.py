"""The templates as data, and the code that they have to agree with as text."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"
NAMES = ("data", "app", "waf")


class Loader(yaml.CSafeLoader):
    """YAML with CloudFormation's short forms, such as !Sub."""


def _long_form(loader: Loader, suffix: str, node: yaml.Node):
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {name: value}


Loader.add_multi_constructor("!", _long_form)


@lru_cache(maxsize=8)
def parsed(text: str) -> dict:
    """A template as data. Nobody changes it: every rule reads the same one."""
    return yaml.load(text, Loader)


@dataclass
class Stacks:
    """The text of each template, by its name."""

    texts: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Stacks":
        return cls({name: (folder / f"{name}.yaml").read_text() for name in NAMES})

    def write(self, folder: Path) -> None:
        for name, text in self.texts.items():
            (folder / f"{name}.yaml").write_text(text)

    def with_text(self, name: str, text: str) -> "Stacks":
        return Stacks({**self.texts, name: text})

    def template(self, name: str) -> dict:
        return parsed(self.texts[name])

    def resources(self) -> dict[str, dict]:
        """Every resource of every stack, by its logical id, which is nobody else's."""
        return {
            name: resource
            for stack in NAMES
            for name, resource in self.template(stack)["Resources"].items()
        }

    def of_type(self, kind: str) -> dict[str, dict]:
        """The properties of every resource of a type, by its logical id."""
        return {
            name: resource.get("Properties", {})
            for name, resource in self.resources().items()
            if resource["Type"] == kind
        }


def code(path: str) -> str:
    """A file of the code."""
    return (ROOT / path).read_text()


def all_code(folder: str) -> str:
    """Every file of a folder of the code that is no test."""
    files = sorted((ROOT / folder).rglob("*.rs"))
    return "\n".join(file.read_text() for file in files if "tests" not in file.as_posix())


def constant(name: str) -> int:
    """A number of functions/src/budget.rs."""
    found = re.search(rf"pub const {name}: u32 = ([\d_]+);", code("functions/src/budget.rs"))
    if not found:
        raise SystemExit(f"error: functions/src/budget.rs has no constant `{name}` any more")
    return int(found[1].replace("_", ""))


def listed(value) -> list:
    """A value that may be written alone or as a list."""
    return value if isinstance(value, list) else [value]


def within(value):
    """Every value within a value, itself included."""
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from within(child)
