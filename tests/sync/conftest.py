"""What the tests of sync share."""

import pytest
from local_publisher import Clock, World, serving


@pytest.fixture
def publisher():
    """The server."""
    with serving() as found:
        yield found


@pytest.fixture
def world(publisher, tmp_path):
    """Everything that a run needs."""
    return World(publisher, Clock(), tmp_path / "official")
