"""Equations of Office files (OMML) as text that people can read and search: ``h=4.2``, ``a/b``, ``x^2``. Pure."""

from __future__ import annotations

from lxml import etree

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
EQUATION = f"{_MATH}oMath"
"""Tag of an equation."""

_DEEPEST = 50  # parts inside each other; what is deeper is written one after the other


def equation(element: etree._Element, depth: int = 0) -> str:
    """The text of an equation or of a part of one."""
    if depth > _DEEPEST:
        return "".join(text.text or "" for text in element.iter(f"{_MATH}t"))
    pieces = []
    for child in element:
        name = str(child.tag).removeprefix(_MATH) if isinstance(child.tag, str) else ""
        pieces.append(_part(child, name, depth + 1))
    return "".join(pieces)


def _part(element: etree._Element, name: str, depth: int) -> str:  # noqa: C901, PLR0911 - one per kind of part
    def inner(part: str) -> str:
        found = element.find(f"{_MATH}{part}")
        return "" if found is None else equation(found, depth)

    match name:
        case "t":
            return element.text or ""
        case "f":
            return f"{_grouped(inner('num'))}/{_grouped(inner('den'))}"
        case "sSup":
            return f"{inner('e')}^{_grouped(inner('sup'))}"
        case "sSub":
            return f"{inner('e')}_{_grouped(inner('sub'))}"
        case "sSubSup":
            return f"{inner('e')}_{_grouped(inner('sub'))}^{_grouped(inner('sup'))}"
        case "rad":
            return f"{inner('deg')}√{_grouped(inner('e'))}"
        case "nary":
            sign = element.find(f"{_MATH}naryPr/{_MATH}chr")
            shown = "∫" if sign is None else sign.get(f"{_MATH}val") or "∫"
            low, high = inner("sub"), inner("sup")
            return shown + (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "") + inner("e")
        case "d":
            parts = [equation(part, depth) for part in element.iterfind(f"{_MATH}e")]
            return _side(element, "begChr", "(") + ", ".join(parts) + _side(element, "endChr", ")")
        case "m":
            rows = [[equation(cell, depth) for cell in row] for row in element.iterfind(f"{_MATH}mr")]
            return "[" + "; ".join(", ".join(row) for row in rows) + "]"
        case "eqArr":
            return "; ".join(equation(part, depth) for part in element.iterfind(f"{_MATH}e"))
        case _ if name.endswith("Pr"):
            return ""
        case _:
            return equation(element, depth)


def _side(element: etree._Element, name: str, otherwise: str) -> str:
    found = element.find(f"{_MATH}dPr/{_MATH}{name}")
    return otherwise if found is None else found.get(f"{_MATH}val") or ""


def _grouped(text: str) -> str:
    """A part of several signs in brackets, as one writes it on a line."""
    is_one = len(text) <= 1 or text.replace(".", "", 1).isdecimal() or text.isalpha()
    is_closed = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text if is_one or is_closed else f"({text})"
