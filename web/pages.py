"""The blueprint of all pages; the modules that hold them hang them on it."""

from __future__ import annotations

from fihris.web.language import BilingualBlueprint

pages = BilingualBlueprint("pages", __name__)
