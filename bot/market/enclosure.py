"""A photo or a document that goes with a bulletin. Telegram keeps it; here stands what it calls it.

Such a name is this bot's alone, and is good for as many messages as there are readers
(core.telegram.org/bots/api#sending-files): nothing is loaded up once for each of them.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

PDF = "application/pdf"


class Enclosure(BaseModel):
    model_config = ConfigDict(frozen=True)

    kind: Literal["photo", "document"]
    file_id: str
    #: A document's; empty where it has none.
    name: str = ""

    @classmethod
    def of(cls, stored: Any) -> "Enclosure | None":
        """None where nothing is stored, or nothing that reads."""
        if not isinstance(stored, dict):
            return None
        try:
            return cls.model_validate(stored)
        except ValidationError:
            return None
