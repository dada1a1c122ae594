"""Make what the browser gets from what we write: `python -m kwis.ui.build`.

Out comes `ui/static/ui/built/` (never in git): `portal.css` and `workplace.css` (the sources of all rooms
put together, comments and indents taken out), `kwis.js` (the small modules of ui/js, each in a block of its
own, one request instead of many), the icon sprite of the icons that are really used, the letters, and
Chart.js. A room's own styles lie in `<room>/css/{shared,portal,workplace}/*.css`.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from kwis.ui.icons import CHOICES

UI = Path(__file__).resolve().parent
ROOMS = UI.parent
ROOT = ROOMS.parents[1]
BUILT = UI / "static" / "ui" / "built"
NODE_MODULES = ROOT / "node_modules"
ICONS = NODE_MODULES / "@tabler" / "icons" / "icons" / "outline"
FONTS = NODE_MODULES / "@fontsource-variable" / "inter" / "files"

BUNDLES = {"portal": ("shared", "portal"), "workplace": ("shared", "workplace")}
COPIES = {
    FONTS / "inter-latin-opsz-normal.woff2": "inter-latin.woff2",
    # letters such as ğ and ł, by themselves in a name: without optical size they weigh a third less
    FONTS / "inter-latin-ext-wght-normal.woff2": "inter-latin-ext.woff2",
    NODE_MODULES / "chart.js" / "dist" / "chart.umd.min.js": "chart.js",
}
LICENCES = ("@fontsource-variable/inter/LICENSE", "@tabler/icons/LICENSE", "chart.js/LICENSE.md")
# how an icon is named in a template and in Python: {% icon "phone" %}, icon="phone", "icon": "phone"
ICON_IN_TEMPLATE = re.compile(
    r"""{%\s*(?:icon|message_event)\s+["']([a-z0-9-]+)["']|\bicon=["']([a-z0-9-]+)["']"""
)
# menu.register(_("Work"), "inbox", …)
ICON_IN_PYTHON = re.compile(
    r"""\bicon["']?\s*[=:]\s*["']([a-z0-9-]+)["']|\bregister\(\s*_\(["'][^"']*["']\),\s*["']([a-z0-9-]+)["']"""
)
# tables of icons ("late": "clock-exclamation") and drawings chosen by a condition
ICON_IN_TABLE = re.compile(
    r"""_ICONS\s*=\s*\{(.*?)\}|\bFACES = \((.*?)\n\)|ANY_ICON = ("[a-z-]+")|\b(?:drawn|icon|_mark)\(([^()]*)""",
    re.S,
)
QUOTED = re.compile(r"""["']([a-z0-9-]{2,})["']""")
ICON_IN_CONTENT = re.compile(r"""^icon\s*=\s*["']([a-z0-9-]+)["']""", re.M)


def stylesheets(bundle: str) -> list[Path]:
    """The sources of one bundle in order: ui first, then the other rooms by name."""
    rooms = sorted(
        (path for path in ROOMS.iterdir() if path.is_dir()), key=lambda path: (path != UI, path.name)
    )
    return [
        source
        for folder in BUNDLES[bundle]
        for room in rooms
        for source in sorted((room / "css" / folder).glob("*.css"))
    ]


def squeezed(css: str) -> str:
    """The same style without comments, indents and empty lines."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s*\n\s*", "\n", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return re.sub(r";}", "}", css).strip()


def scripts() -> str:
    """All modules of ui/js as one; a block keeps the names of each to itself, so none may import or export."""
    parts = []
    for source in sorted((UI / "js").glob("*.js")):
        code = source.read_text(encoding="utf-8")
        if re.search(r"^(import|export)\b", code, flags=re.M):
            raise ValueError(f"{source.name} imports or exports; modules of ui/js stand alone")
        lines = re.sub(r"/\*.*?\*/", "", code, flags=re.S).splitlines()
        parts.append("{\n" + "\n".join(line.strip() for line in lines if line.strip()) + "\n}")
    return "\n".join(parts) + "\n"


def used_icons() -> set[str]:
    """Every icon named in a template, a Python module or demo content, and those that owners may choose."""
    found: set[str] = set(CHOICES)
    for pattern, sources in (
        (ICON_IN_TEMPLATE, ROOMS.rglob("templates/**/*.html")),
        (ICON_IN_PYTHON, ROOMS.rglob("*.py")),
        (ICON_IN_CONTENT, ROOMS.rglob("*.toml")),
    ):
        for source in sources:
            for names in pattern.findall(source.read_text(encoding="utf-8")):
                found.update(name for name in ([names] if isinstance(names, str) else names) if name)
    return found | set(_in_tables())


def _in_tables() -> Iterator[str]:
    """Names in tables called …_ICONS: only those that Tabler has, because the keys stand there too."""
    for source in ROOMS.rglob("*.py"):
        for tables in ICON_IN_TABLE.findall(source.read_text(encoding="utf-8")):
            yield from (name for name in QUOTED.findall("".join(tables)) if (ICONS / f"{name}.svg").exists())


def symbol(name: str) -> str:
    """One icon of the sprite. Raises FileNotFoundError for a name that Tabler does not have."""
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, flags=re.S)
    if not inside:
        raise ValueError(f"{name}.svg is not an SVG")
    lines = inside[1].replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "").replace(" />", "/>")
    shapes = re.sub(r"\s*\n\s*", "", lines)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def sprite(names: set[str]) -> str:
    symbols = "\n".join(symbol(name) for name in sorted(names))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def build() -> None:
    """Make everything anew; files that did not change keep their time."""
    missing = [name for name in sorted(used_icons()) if not (ICONS / f"{name}.svg").exists()]
    if not ICONS.exists():
        sys.exit(f"{ICONS} is missing: run `npm ci` first (make does it for you)")
    if missing:
        sys.exit(f"no such icon in @tabler/icons: {', '.join(missing)}")
    BUILT.mkdir(parents=True, exist_ok=True)
    names = used_icons()
    for bundle in BUNDLES:
        parts = [squeezed(source.read_text(encoding="utf-8")) for source in stylesheets(bundle)]
        _write(BUILT / f"{bundle}.css", "\n".join(parts) + "\n")
    _write(BUILT / "kwis.js", scripts())
    _write(BUILT / "icons.svg", sprite(names))
    _write(BUILT / "icons.json", json.dumps(sorted(names)))
    texts = (f"{name}\n\n{(NODE_MODULES / name).read_text(encoding='utf-8')}" for name in LICENCES)
    _write(BUILT / "LICENCES.txt", "\n\n".join(texts))
    for source, name in COPIES.items():
        if name.endswith(".js"):
            # the map it points to is not served, and naming the files by their hash would look for it
            script = source.read_text(encoding="utf-8")
            _write(BUILT / name, re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.M))
        elif not (BUILT / name).exists() or (BUILT / name).stat().st_size != source.stat().st_size:
            shutil.copyfile(source, BUILT / name)


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    build()
    for made in sorted(BUILT.iterdir()):
        print(f"{made.stat().st_size:>8} {made.relative_to(ROOT)}")
