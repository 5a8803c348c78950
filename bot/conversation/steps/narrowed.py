"""Whom a bulletin is for besides its regions: chosen under its dry run, kept with its answers."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.conversation.steps.known import Known
from bot.market.target import Target


@dataclass(frozen=True)
class Narrowed(Known):
    """The answer is what `Target.narrowed` says."""

    def keeps(self, value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        try:
            return Target.of((), value).narrowed is not None
        except ValidationError:
            return False
