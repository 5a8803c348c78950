"""A server's certificate, made for the test that shows it."""

import ssl
import subprocess
from pathlib import Path

#: A name that only a proxy of ours knows.
HIDDEN = "telegram.test"


class Identity:
    """A certificate for this machine and for HIDDEN, signed by itself."""

    def __init__(self, folder: Path, names: str) -> None:
        self.folder, key = folder / "trusted", folder / "key.pem"
        self.folder.mkdir()
        self.file = self.folder / "server.pem"
        made = (
            "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2 "
            f"-subj /CN={folder.name} -addext subjectAltName={names} -keyout {key} -out {self.file}"
        )
        subprocess.run(made.split(), check=True, capture_output=True)  # noqa: S603  (our own words)
        # A folder is searched by a hash of the name.
        subprocess.run(["openssl", "rehash", self.folder], check=True)  # noqa: S603, S607
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(self.file, key)
