"""Numbers as the reader writes them: Arabic-Indic digits on the Arabic page, 0 to 9 on the English one."""

from __future__ import annotations

from fihris.web.language import language

_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_WESTERN = "0123456789"
_TO_ARABIC = str.maketrans(_WESTERN, _ARABIC)
_TO_ARABIC_AMOUNT = str.maketrans(_WESTERN + ",.%", _ARABIC + "٬٫٪")
_TO_WESTERN = str.maketrans(_ARABIC + _PERSIAN, _WESTERN * 2)


def digits(value: object) -> str:
    """Write a year, a day, a page number in the reader's digits, and leave the rest of it alone."""
    return str(value).translate(_TO_ARABIC) if language() == "ar" else str(value)


def western(text: str) -> str:
    """Turn Arabic-Indic and Persian digits into 0 to 9, for reading what somebody typed."""
    return text.translate(_TO_WESTERN)


def amount(value: float, places: int = 0) -> str:
    """Write an amount with a separator between thousands and before `places` decimals: ٬ and ٫ in Arabic."""
    return _amount(f"{value:,.{places}f}")


def percent(share: float, places: int = 1) -> str:
    """Write a share of 1 as a percentage: ١٢٫٥٪."""
    return _amount(f"{share:.{places}%}")


def _amount(text: str) -> str:
    return text.translate(_TO_ARABIC_AMOUNT) if language() == "ar" else text
