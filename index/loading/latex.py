r"""LaTeX sources (.tex): the words a reader of the printed page sees, without macros.

Sections are headings, items are items, formulas stay as they are written, for that is how people write them down.
"""

from __future__ import annotations

import re

from index.loading.content import Composer, Content
from index.loading.plain import decoded_or_refused, notes_on
from index.model import BlockKind

_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
_BODY = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_TITLE = re.compile(r"\\title\s{0,9}\{((?:[^{}]|\{[^{}]{0,500}\}){0,1000}+)\}")
_SECTION = re.compile(
    r"\\(part|chapter|section|subsection|subsubsection|paragraph)\*?\s{0,9}(?:\[[^\]]{0,200}\])?\s{0,9}\{((?:[^{}]|\{[^{}]{0,500}\}){0,1000}+)\}"
)
_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
_SILENT = re.compile(
    r"\\(?:label|ref|eqref|pageref|cite[a-z]*|bibliography|bibliographystyle|input|include|includegraphics|usepackage|"
    r"newcommand|renewcommand|vspace|hspace|setlength|documentclass|thispagestyle|pagestyle|index|url)\*?"
    r"(?:\s{0,20}\[[^\]]{0,500}\]){0,4}(?:\s{0,20}\{[^{}]{0,500}\}){0,4}"
)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s{0,20}\{[^{}]{0,100}\}(?:\[[^\]]{0,200}\])?(?:\{[^{}]{0,200}\})?")
_COMMAND = re.compile(r"\\([a-zA-Z]+)\*?\s?(?:\[[^\]\n]{0,200}\])?")
_FORMULA = re.compile(r"\$\$.{1,2000}?\$\$|\$[^$\n]{1,500}\$|\\\(.{1,500}?\\\)|\\\[.{1,2000}?\\\]", re.DOTALL)
_FRACTION = re.compile(r"\\d?frac\s{0,9}\{([^{}]{0,500})\}\s{0,9}\{([^{}]{0,500})\}")
_SIGNS = {
    "times": "×", "cdot": "·", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "pm": "±", "alpha": "α",
    "beta": "β", "gamma": "γ", "delta": "δ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "sum": "∑",
    "sqrt": "√", "infty": "∞", "approx": "≈", "quad": " ", "qquad": " ", "ldots": "…", "dots": "…", "LaTeX": "LaTeX",
    "TeX": "TeX", "theta": "θ", "omega": "ω", "Delta": "Δ", "degree": "°", "circ": "°", "item": "",
}  # fmt: skip
_ESCAPED = re.compile(r"\\([%&_#${}])")
_BREAK = re.compile(r"\\\\(?:\[[^\]]*\])?|\\newline\b|\\par\b")
_HELD = re.compile("\ue000([0-6])")
_HOLDABLE = "%&_#${}"


def load_latex(data: bytes) -> Content:
    """The paragraphs of a LaTeX source.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        UnreadableFile: millions of lines.
    """
    decoded = decoded_or_refused(data)
    source = _COMMENT.sub("", decoded.text)
    title = _TITLE.search(source)
    body = _BODY.search(source)
    text = body.group(1) if body else source
    composer = Composer()
    at = 0
    for section in _SECTION.finditer(text):
        _paragraphs(text[at : section.start()], composer)
        composer.add(_plain(section.group(2)), BlockKind.HEADING, level=_LEVELS[section.group(1)])
        at = section.end()
    _paragraphs(text[at:], composer)
    return composer.content(_plain(title.group(1)) if title else None, notes=notes_on(decoded))


def _paragraphs(text: str, composer: Composer) -> None:
    # items stand on lines of their own, whatever the source does
    text = re.sub(r"\\item\b\s{0,9}(?:\[([^\]]{0,100})\])?", "\n\n\ue001\\1 ", text)
    for paragraph in re.split(r"\n[ \t]*\n", text):
        is_item = "\ue001" in paragraph
        words = _plain(paragraph.replace("\ue001", ""))
        composer.add(words, BlockKind.ITEM if is_item else BlockKind.TEXT)


def _plain(text: str) -> str:
    text = _ESCAPED.sub(lambda found: f"\ue000{_HOLDABLE.index(found.group(1))}", text)
    text = _SILENT.sub("", _BREAK.sub("\n", text))
    text = _ENVIRONMENT.sub("\n", text)
    text = _FORMULA.sub(lambda found: found.group().strip("$").removeprefix("\\(").removesuffix("\\)"), text)
    text = _FRACTION.sub(r"(\1)/(\2)", text).replace("\\[", "").replace("\\]", "")
    text = _COMMAND.sub(lambda found: _SIGNS.get(found.group(1), ""), text)
    text = text.replace("{", "").replace("}", "").replace("~", " ").replace("``", "“").replace("''", "”")
    text = _HELD.sub(lambda found: _HOLDABLE[int(found.group(1))], text)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    joined = ""
    for line in filter(None, lines):
        # a line end between Han characters is nothing, elsewhere a space
        joined += line if not joined or (joined[-1] > "\u2e80" and line[0] > "\u2e80") else f" {line}"
    return joined
