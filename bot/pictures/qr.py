"""A link as a QR code, large enough to be printed."""

import io

import segno

#: Quiet zone around the code, in modules (ISO/IEC 18004, 9.1).
QUIET = 4
#: Pixels of one module: a code of 33 modules and its quiet zone are 1,025 wide.
MODULE = 25


def code(link: str) -> bytes:
    """PNG. Level M at least: a seventh of it may be dirty or torn."""
    out = io.BytesIO()
    made = segno.make(link, error="m", micro=False)
    made.save(out, kind="png", scale=MODULE, border=QUIET)
    return out.getvalue()
