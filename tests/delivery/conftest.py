from collections.abc import AsyncIterator

import pytest

from bot.delivery import environment
from bot.delivery.lease import Held
from bot.storage import Storage, open_storage
from tests.delivery.identity import HIDDEN, Identity

ANOTHER = "another:1:abc"


@pytest.fixture
async def other(database_url: str, storage: Storage) -> AsyncIterator[Storage]:
    """The same database as another replica sees it."""
    other = open_storage(database_url)
    yield other
    await other.close()


@pytest.fixture
async def lease(storage: Storage) -> Held:
    """The courier's, held."""
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    return lease


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing of the way out."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "request_method"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(environment, "_contexts", {})


@pytest.fixture(scope="session")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return Identity(tmp_path_factory.mktemp("ours"), f"DNS:{HIDDEN},IP:127.0.0.1")


@pytest.fixture(scope="session")
def another(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return Identity(tmp_path_factory.mktemp("another"), "DNS:another.test")
