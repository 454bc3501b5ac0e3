"""Rooms for the store's tests."""

import pytest

from palabre.store.redis import RedisStore
from tests.room import Room


@pytest.fixture
async def room(store: RedisStore) -> Room:
    """A session that is kept, with one draft."""
    room = Room(store)
    assert await room.create()
    return room


@pytest.fixture
async def open_room(room: Room) -> Room:
    """A session whose poll takes ballots."""
    assert await room.open()
    return room
