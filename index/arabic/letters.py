"""The letters, marks and invisible characters of Arabic text, as strings and regular-expression ranges.

Single letters carry PyArabic's names. The range strings stand inside `[...]` of a regular expression; they
follow the Unicode blocks Arabic (0600), Arabic Supplement (0750), Arabic Extended-B (0870) and -A (08A0),
Arabic Presentation Forms-A (FB50) and -B (FE70) and Arabic Mathematical Alphabetic Symbols (1EE00).
"""

from pyarabic import araby

ALEF: str = araby.ALEF
ALEF_HAMZA_ABOVE: str = araby.ALEF_HAMZA_ABOVE
ALEF_HAMZA_BELOW: str = araby.ALEF_HAMZA_BELOW
ALEF_MADDA: str = araby.ALEF_MADDA
BEH: str = araby.BEH
FEH: str = araby.FEH
HEH: str = araby.HEH
KAF: str = araby.KAF
LAM: str = araby.LAM
SEEN: str = araby.SEEN
TATWEEL: str = araby.TATWEEL
TEH: str = araby.TEH
TEH_MARBUTA: str = araby.TEH_MARBUTA
WAW: str = araby.WAW
YEH: str = araby.YEH

ARTICLE = ALEF + LAM

ALEF_FORMS = ALEF_HAMZA_ABOVE + ALEF_HAMZA_BELOW + ALEF_MADDA

# The letters of Arabic spelling proper, ء to ي without the tatweel.
BASIC_LETTERS = "\u0621-\u063a\u0641-\u064a"

# Vowel, doubling and recitation marks, with the small letters that recitation writes above the line.
ARABIC_MARKS = (
    "\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0897-\u089f\u08ca-\u08ff"
)

# Madda and hamza written as marks: each makes another letter of the one below it.
COMPOSING_MARKS = "\u0653-\u0655"

# Presentation forms of marks alone: NFKC would turn them into a space or a tatweel with the mark.
ARABIC_MARK_FORMS = "\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe72\ufe74\ufe76-\ufe7f\ufbb2-\ufbc2"

# Every letter of Arabic script, and the ligatures that stand for whole words (ﷲ, ﷺ, ﷼, ﷽).
ARABIC_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088f\u08a0-\u08c9"
    "\ufb50-\ufbb1\ufbd3-\ufc5d\ufc64-\ufcf1\ufcf5-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfd"
    "\ufe73\ufe80-\ufefc\U0001ee00-\U0001eebb"
)

# Accents of Latin, Greek and Cyrillic letters.
COMBINING_MARKS = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

# Soft hyphen, joiners, direction marks and isolates, variation selectors, tags, byte-order mark.
INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
