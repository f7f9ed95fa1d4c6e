"""Rebuild `web/static/fonts/`: two open type families, cut down to what an Arabic news page needs.

Run it with a Python that has fonttools and brotli (`pip install fonttools brotli`); the checkout's own
environment does not need them. It fetches the families from PyPI, where they lie as TrueType, and writes:

- `amiri-400.woff2`, `amiri-700.woff2`: Amiri, the naskh of the news texts, subset.
- `fihris-sans-400.woff2`, `fihris-sans-600.woff2`: IBM Plex Sans Arabic, subset and changed: every
  Arabic-Indic digit gets one width, so that numbers stand in columns. The SIL Open Font License keeps the
  name "Plex" for the unchanged fonts, hence "Fihris Sans".
- the licence of each family.

The files are byte for byte the same on every run. After a change of versions, change the `?v=` of the font
addresses in `web/static/fihris.css` and `web/templates/layout.html` too: browsers keep fonts for a year.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["brotli", "fonttools"]
# ///

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "web" / "static" / "fonts"
WHEELS = ("fontpkg-amiri==1.2", "fontpkg-ibm-plex-sans-arabic==1.101")

# Printable ASCII and Latin-1; dashes, quotes, bullets, ellipsis; marks of direction and joining; arrows;
# the Arabic letters, marks and digits of Arabic, Persian and Urdu news; Allah and the blessing as ligatures.
CHARACTERS = (
    "20-7E,A0-FF,2010-2015,2018-201E,2022,2026,2039,203A,200B-200F,202A-202E,2066-2069,2190-2193,2212,"
    "600-605,60C,610-61F,620-671,679,67E,686,688,691,698,6A4,6A9,6AF,6BA,6BE,6C0-6C3,6CC,6D2-6D5,6F0-6F9,"
    "FDF2,FDFA"
)
# What shaping needs; small capitals, fractions, stylistic sets and the like stay behind.
FEATURES = [
    *("ccmp", "locl", "isol", "init", "medi", "fina", "rlig", "calt", "liga", "clig", "rtlm"),
    *("curs", "kern", "mark", "mkmk"),
]
DIGITS = range(0x660, 0x66A)
DIGIT_WIDTH = 548  # thousandths of an em: what the widest digit needs


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sources = fetch(Path(folder))
        FONTS.mkdir(parents=True, exist_ok=True)
        for name, weight in (("Amiri-Regular", 400), ("Amiri-Bold", 700)):
            write(load(sources, name), FONTS / f"amiri-{weight}.woff2")
        for name, weight in (("IBMPlexSansArabic-Regular", 400), ("IBMPlexSansArabic-SemiBold", 600)):
            font = load(sources, name)
            level_digits(font)
            rename(font, "Fihris Sans")
            write(font, FONTS / f"fihris-sans-{weight}.woff2")
        for package, family in (("amiri", "Amiri"), ("ibm_plex_sans_arabic", "IBM-Plex-Sans-Arabic")):
            licence = sources / f"fontpkg_{package}" / "LICENSE"
            (FONTS / f"OFL-{family}.txt").write_bytes(licence.read_bytes())
    for path in sorted(FONTS.iterdir()):
        print(f"{path.stat().st_size:>8,}  {path.name}")


def fetch(folder: Path) -> Path:
    """Download and unpack the wheels, and return the folder they lie in."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        *WHEELS,
    ]
    subprocess.run(command, check=True)
    for wheel in folder.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(folder)
    return folder


def load(sources: Path, name: str) -> TTFont:
    return TTFont(next(sources.rglob(f"{name}.ttf")), recalcTimestamp=False)


def level_digits(font: TTFont) -> None:
    """Give all ten Arabic-Indic digits `DIGIT_WIDTH`, each in the middle of it, and none a kerning."""
    glyphs, names = font["glyf"], font.getBestCmap()
    digits = {names[code] for code in DIGITS}
    for name in digits:
        glyph = glyphs[name]
        ink = glyph.xMax - glyph.xMin
        glyph.coordinates.translate((round((DIGIT_WIDTH - ink) / 2) - glyph.xMin, 0))
        glyph.recalcBounds(glyphs)
        font["hmtx"][name] = (DIGIT_WIDTH, glyph.xMin)
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            pairs = getattr(table, "ExtSubTable", table)
            if pairs.LookupType == 2 and pairs.Format == 1:  # pair adjustment, listed pair by pair
                for first, seconds in zip(pairs.Coverage.glyphs, pairs.PairSet, strict=True):
                    if first in digits:
                        seconds.PairValueRecord = [
                            pair for pair in seconds.PairValueRecord if pair.SecondGlyph not in digits
                        ]
                        seconds.PairValueCount = len(seconds.PairValueRecord)


def rename(font: TTFont, family: str) -> None:
    """Give the changed font its own name, without the trademark; its copyright and licence stay."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID != 7]
    for record in table.names:
        if record.nameID in (1, 3, 4, 16):
            record.string = family
        elif record.nameID == 6:  # the PostScript name has no spaces
            record.string = family.replace(" ", "")


def write(font: TTFont, path: Path) -> None:
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, name_IDs=["*"])
    options.drop_tables += ["meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    subsetter.subset(font)
    subset.save_font(font, str(path), options)


if __name__ == "__main__":
    main()
