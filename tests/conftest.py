"""What every test may ask for: a real Redis, and a store in it under a prefix of its own."""

import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings

from palabre.kinds import Kinds
from palabre.redis_server import RedisServer
from palabre.store.redis import RedisStore
from tests.people import Node, Sitting

# A law says what holds, not how fast: nothing here is timed, on however busy a machine.
settings.register_profile("palabre", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("palabre")

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """One Redis for all tests that only use it."""
    with RedisServer(Path(tmp_path_factory.mktemp("data"))) as server:
        yield server


@pytest.fixture
def prefix() -> str:
    """A key prefix that no other test uses."""
    return f"test{next(_numbers)}:"


@pytest.fixture
async def store(redis_server: RedisServer, prefix: str) -> AsyncIterator[RedisStore]:
    """A started store that nothing has been kept in."""
    store = RedisStore(redis_server.url, Kinds(), prefix)
    await store.start()
    yield store
    await store.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def node(redis_server: RedisServer) -> AsyncIterator[Node]:
    """A node for all tests of a module, which run in its loop: `asyncio(loop_scope="module")`."""
    async with Node(redis_server.url, f"node{next(_numbers)}:") as node:
        yield node


@pytest_asyncio.fixture(loop_scope="module")
async def sitting(node: Node) -> AsyncIterator[Sitting]:
    """A session with an open poll of words; Pia is there."""
    sitting = await Sitting.begin(node)
    yield sitting
    await sitting.leave()
