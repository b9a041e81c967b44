"""The registered rules are those of the readers: none is missing, and none is made up."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.adapters.agreement_files.rules import RULES, TOPICS, Rule

ADAPTERS = Path(__file__).parents[4] / "include/concord/adapters"
READERS = (
    *(
        path
        for path in sorted((ADAPTERS / "agreement_files").rglob("*.py"))
        if "rules" not in path.relative_to(ADAPTERS).parts
    ),
    ADAPTERS / "expressions" / "checked.py",
)
REMARKS = ("error", "warning", "info")
ANY = "any"
"""A rule that is handed on: the remark that is made of it stands elsewhere."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in READERS:
        yield path, ast.parse(path.read_text("utf-8"))


def takers() -> dict[str, int]:
    """Return the functions with a parameter `rule`, and its place among their arguments."""
    found = {}
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                plain = [name for name in names if name not in {"self", "cls"}]
                if "rule" in plain and node.name not in REMARKS:
                    found[node.name] = plain.index("rule")
    return found


def literals(node: ast.expr) -> list[str] | None:
    """Return the rules that an expression may be; None for what is handed on under its name."""
    match node:
        case ast.Constant(value=str(rule)):
            return [rule]
        case ast.IfExp(body=body, orelse=orelse):
            return [*(literals(body) or ()), *(literals(orelse) or ())]
        case ast.Name(id="rule") | ast.Attribute(attr="rule"):
            return None
        case _:
            pytest.fail(f"line {node.lineno}: a rule is named where it is used, or called `rule`")


def named_in(node: ast.AST, known: dict[str, int]) -> Iterator[tuple[str, ast.expr]]:
    """Yield how a rule is used, `any` where that is not told here, and the expression for it."""
    match node:
        case ast.Call(func=ast.Attribute(attr=attr), args=[_, rule, *_]) if attr in REMARKS:
            yield attr, rule
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args):
            if name in known and len(args) > known[name]:
                yield ANY, args[known[name]]
        case ast.Assign(targets=[ast.Name(id="rule")], value=ast.Constant() as value):
            yield ANY, value
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            pairs = zip(names, values, strict=True)
            yield from ((ANY, v) for n, v in pairs if isinstance(n, ast.Name) and n.id == "rule")
        case ast.FunctionDef(args=ast.arguments(args=parameters, defaults=[*defaults])):
            named = zip(parameters[len(parameters) - len(defaults) :], defaults, strict=True)
            yield from ((ANY, value) for parameter, value in named if parameter.arg == "rule")
        case _:
            pass
    if isinstance(node, ast.Call):
        yield from ((ANY, k.value) for k in node.keywords if k.arg == "rule")


def used() -> dict[str, set[str]]:
    """Return how each rule is used in the readers, by its id."""
    known = takers()
    found: dict[str, set[str]] = {}
    for _, tree in trees():
        for node in ast.walk(tree):
            for how, expression in named_in(node, known):
                for rule in literals(expression) or ():
                    found.setdefault(rule, set()).add(how)
    return found


USED = used()


def test_every_rule_that_the_readers_use_is_registered_and_no_other() -> None:
    assert sorted(RULES) == sorted(USED)


@pytest.mark.parametrize("name", USED)
def test_a_rule_has_one_severity_the_registered_one(name: str) -> None:
    assert USED[name] - {ANY} <= {RULES[name].severity}


def test_each_rule_is_registered_once() -> None:
    counts = Counter(rule.id for topic in TOPICS for rule in topic.rules)
    assert [rule for rule, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_in_sentences_what_it_means_and_what_to_do(rule: Rule) -> None:
    for text in (rule.meaning, rule.mend):
        assert text.endswith((".", "?"))
        assert text[0].isupper()
        assert len(text.split()) >= 8
        assert "  " not in text
    assert rule.meaning != rule.mend


def test_no_two_rules_are_described_by_the_same_words() -> None:
    texts = Counter(text for rule in RULES.values() for text in (rule.meaning, rule.mend))
    assert [text for text, count in texts.items() if count > 1] == []
