"""A Telegram on this computer: the Bot API over HTTP, and a page on which one plays people."""
