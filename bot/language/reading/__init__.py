"""What people type, read by rules: a value, the candidates to ask about, or a reason."""

from bot.language.reading.reading import Reading, Reason

__all__ = ["Reading", "Reason"]
