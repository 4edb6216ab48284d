"""The conditions by which functions decide, and the same functions with one taken away."""

import ast
import gc
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

_Place = tuple[str, int]
"""The qualified name of a function, and its first line, decorators included."""
_NOTE = "_note_condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What an `if` asks, a part of an `and` or `or`, or a filter of a comprehension.

    Attributes:
        path: The module.
        number: Its number in the module.
        line: Where it stands.
        function: The function that is not inside of another.
        shown: Its source.
        absent: What it is where it is taken away: an `if` and an alternative do not
            hold, a part of an `and` and a filter do.
    """

    path: Path
    number: int
    line: int
    function: _Place
    shown: str
    absent: bool


class _Site(NamedTuple):
    """A condition in a syntax tree: the node that has it, in which field and place."""

    node: ast.AST
    field: str
    place: int | None
    function: _Place
    absent: bool

    @property
    def asked(self) -> ast.expr:
        value = getattr(self.node, self.field)
        found: ast.expr = value if self.place is None else value[self.place]
        return found

    def put(self, new: ast.expr) -> None:
        """Set another expression in its place."""
        new = ast.copy_location(new, self.asked)
        if self.place is None:
            setattr(self.node, self.field, new)
        else:
            getattr(self.node, self.field)[self.place] = new
        ast.fix_missing_locations(new)


def conditions_of(path: Path) -> list[Condition]:
    """Return the conditions inside the functions of a module."""
    return [
        Condition(
            path=path,
            number=n,
            line=site.asked.lineno,
            function=site.function,
            shown=ast.unparse(site.asked),
            absent=site.absent,
        )
        for n, site in enumerate(_sites(ast.parse(path.read_text(encoding="utf-8"))))
    ]


def functions_without(condition: Condition) -> Mapping[_Place, CodeType]:
    """Return the code of a module's functions with a condition taken away."""
    tree = ast.parse(condition.path.read_text(encoding="utf-8"))
    _sites(tree)[condition.number].put(ast.Constant(condition.absent))
    return _functions_in(compile(tree, str(condition.path), "exec"))


def functions_that_note(path: Path) -> Mapping[_Place, CodeType]:
    """Return the code of a module's functions that note where a condition decides something."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for n, site in enumerate(_sites(tree)):
        note = ast.Name(_NOTE, ast.Load())
        known = [ast.Constant(str(path)), ast.Constant(n), ast.Constant(site.absent)]
        site.put(ast.Call(note, [*known, site.asked], []))
    return _functions_in(compile(ast.fix_missing_locations(tree), str(path), "exec"))


@contextmanager
def replaced(
    path: Path,
    codes: Mapping[_Place, CodeType],
    note: Callable[[str, int, bool, object], object] | None = None,
) -> Iterator[None]:
    """Let the functions of an imported module run other code for a while.

    What functions remember is forgotten before and after, but for that of functions
    without arguments: these hold tables and patterns.

    Args:
        path: The module.
        codes: The code of each function that is not inside of another.
        note: What is told of a condition: its module and number, what it would be if
            it were taken away, and what it is, which it has to return.
    """
    functions = [one for one in _functions_of(path) if _place(one.__code__) in codes]
    before = [one.__code__ for one in functions]
    for one in functions:
        one.__code__ = codes[_place(one.__code__)]
        if note is not None:
            one.__globals__[_NOTE] = note
    _forget()
    try:
        yield
    finally:
        for one, code in zip(functions, before, strict=True):
            one.__code__ = code
            one.__globals__.pop(_NOTE, None)
        _forget()


def _sites(tree: ast.Module) -> list[_Site]:
    """Return the conditions of a module, always in the same order."""
    found: list[_Site] = []

    def visit(node: ast.AST, function: _Place | None, scope: str) -> None:
        for child in ast.iter_child_nodes(node):
            inside, name = function, scope
            match child:
                case ast.ClassDef():
                    name = f"{scope}{child.name}."
                case ast.FunctionDef() | ast.AsyncFunctionDef() if function is None:
                    lines = (one.lineno for one in (child, *child.decorator_list))
                    inside = f"{scope}{child.name}", min(lines)
            if inside is not None:
                found.extend(_asked_in(child, inside))
            visit(child, inside, name)

    visit(tree, None, "")
    return found


def _asked_in(node: ast.AST, function: _Place) -> Iterator[_Site]:
    match node:
        case ast.If() | ast.IfExp():
            yield _Site(node, "test", None, function, absent=False)
        case ast.BoolOp():
            absent = isinstance(node.op, ast.And)
            for n in range(len(node.values)):
                yield _Site(node, "values", n, function, absent)
        case ast.comprehension():
            for n in range(len(node.ifs)):
                yield _Site(node, "ifs", n, function, absent=True)


def _functions_in(module: CodeType) -> dict[_Place, CodeType]:
    """Return the code of functions and methods that are not inside of others."""
    found: dict[_Place, CodeType] = {}
    todo = [module]
    while todo:
        for code in todo.pop().co_consts:
            if not isinstance(code, CodeType):
                continue
            if code.co_flags & inspect.CO_NEWLOCALS:
                found[_place(code)] = code
            else:
                todo.append(code)  # the body of a class
    return found


def _functions_of(path: Path) -> list[FunctionType]:
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, FunctionType) and one.__code__.co_filename == str(path)
    ]


def _place(code: CodeType) -> _Place:
    return code.co_qualname, code.co_firstlineno


def _forget() -> None:
    """Clear what functions of segmentation remember of their arguments."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper):
            code = getattr(one.__wrapped__, "__code__", None)
            if code is not None and code.co_argcount and "segment" in code.co_filename:
                one.cache_clear()
