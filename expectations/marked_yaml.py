"""YAML whose every entry knows its line, so that a mistake can be pointed at."""

from dataclasses import dataclass, field

import yaml

# The C loader reads 34 contracts in a fifth of the time; PyYAML has it wherever its wheel does.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str | int, ...]


class NotYaml(ValueError):
    """The text is no YAML; `line` says where it stops being any."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


@dataclass
class Marked:
    """A document; the line of each entry by its path; and the entries that stand twice, as (line, key)."""

    content: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    twice: list[tuple[int, str]] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of an entry, or of the nearest one around it that there is."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_marked(text: str) -> Marked:
    """The document of a YAML text; NotYaml where it is none."""
    try:
        loader = _LOADER(text)
        node = loader.get_single_node()
        found = Marked()
        found.content = None if node is None else _build(node, loader, (), found)
        return found
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise NotYaml(mark.line + 1 if mark else 1, getattr(error, "problem", None) or "not readable") from None


def _build(node: yaml.Node, loader: yaml.Loader, path: Path, found: Marked) -> object:
    found.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, loader, (*path, at), found) for at, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node)
    built: dict[object, object] = {}
    for key_node, child in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if key is None or key in built:
            found.twice.append((key_node.start_mark.line + 1, str(key)))
            continue
        found.lines[(*path, key)] = key_node.start_mark.line + 1
        built[key] = _build(child, loader, (*path, key), found)
    return built
