"""A text from which rules take the part they understand, so that what is left can be judged."""

import re


class Scan:
    """`rest` is what no rule has taken yet."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, which is then gone from the rest."""
        match = pattern.search(self.rest)
        if match is not None:
            self.rest = f"{self.rest[: match.start()]} {self.rest[match.end() :]}".strip()
        return match
