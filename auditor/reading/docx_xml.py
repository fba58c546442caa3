"""Small helpers for OOXML trees.

Names are compared without their namespace, so that transitional, strict and WPS-made files read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = object

__all__ = ["Element", "attribute", "child", "chosen", "flat", "is_on", "local", "number", "value"]

_NUMBER = re.compile("-?[0-9]{1,9}")
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})


def local(element: Element) -> str:
    """The element's name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute ``name`` in the element's own namespace, or without one."""
    found = element.get(element.tag[: element.tag.rfind("}") + 1] + name)
    return found if found is not None else element.get(name)


def child(element: Element | None, name: str) -> Element | None:
    """The first child called ``name``."""
    if element is not None:
        for node in element:
            if local(node) == name:
                return node
    return None


def value(element: Element | None, *path: str) -> str | None:
    """The ``val`` of the descendant reached by ``path``, or None."""
    for name in path:
        element = child(element, name)
    return attribute(element, "val") if element is not None else None


def number(element: Element | None, *path: str) -> int | None:
    """``value`` as a whole number, or None where it is none."""
    found = value(element, *path)
    return int(found) if found and _NUMBER.fullmatch(found) else None


def is_on(element: Element | None, name: str) -> bool:
    """Whether the on/off property ``name`` stands under ``element`` and is not switched off."""
    found = child(element, name)
    return found is not None and (attribute(found, "val") or "1").lower() not in ("0", "false", "off", "none")


def flat(nodes: Iterable[Element]) -> Iterator[Element]:
    """``nodes``, with content controls, custom XML and accepted insertions replaced by what they hold."""
    for node in nodes:
        name = local(node)
        if name in _WRAPPERS:
            yield from flat(node)
        elif name == "AlternateContent":
            branch = chosen(node)
            if branch is not None:
                yield from flat(branch)
        else:
            yield node


def chosen(alternate: Element) -> Element | None:
    """The one branch of mc:AlternateContent that is read: the first Choice, else the Fallback."""
    choice = child(alternate, "Choice")
    return choice if choice is not None else child(alternate, "Fallback")
