"""Arabic analysis: text to tokens, each with its exact form, stem and root."""

from fihris.index.arabic.chain import Chain, Forms, Token, default_chain

__all__ = ["Chain", "Forms", "Token", "default_chain"]
