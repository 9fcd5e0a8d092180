"""Who asks the cluster, and what becomes of a node or a cluster that does not answer."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ClusterLost, ClusterRefused, NoClusterIndex
from index.search.cluster import ClusterAccess
from index.search.cluster.client import Client
from tests.index.search.cluster.cluster_server import ClusterServer

SECRET = "an-entirely-made-up-word"  # noqa: S105 - as the name of the word says


@pytest.fixture
def server() -> Iterator[ClusterServer]:
    with ClusterServer() as server:
        yield server


def asked(access: ClusterAccess) -> int:
    """How many nodes the cluster tells of."""
    client = Client(access)
    try:
        return client.health()[0]
    finally:
        client.close()


def test_user_and_password_are_sent(server: ClusterServer) -> None:
    """A cluster is not open to everybody."""
    server.authorization = "Basic " + base64.b64encode(f"yinju:{SECRET}".encode()).decode()
    assert asked(ClusterAccess((server.url,), timeout=120, user="yinju", password=SECRET)) == 1


def test_a_token_is_sent_in_their_place(server: ClusterServer) -> None:
    """Single sign-on gives tokens."""
    server.authorization = f"Bearer {SECRET}"
    assert asked(ClusterAccess((server.url,), timeout=120, token=SECRET)) == 1


def test_a_wrong_password_is_told_without_it(server: ClusterServer, caplog: pytest.LogCaptureFixture) -> None:
    """What goes wrong is shown and logged; the secret is not."""
    caplog.set_level(logging.DEBUG)
    server.authorization = "Bearer other"
    access = ClusterAccess((server.url,), timeout=120, user="yinju", password=SECRET)
    with pytest.raises(ClusterRefused) as error:
        asked(access)
    assert "401" in error.value.facts["detail"]
    for told in (caplog.text, str(error.value), repr(access)):
        assert SECRET not in told


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_node_that_is_busy_for_a_moment_is_asked_again(server: ClusterServer, status: int) -> None:
    """Nobody should see a restart of one node."""
    server.troubles = [status, status]
    assert asked(ClusterAccess((server.url,), timeout=120)) == 1


def test_a_lost_node_is_passed_over(server: ClusterServer) -> None:
    """Two of three nodes answer: nobody notices."""
    gone = ClusterServer()
    gone.start()
    address = gone.url
    gone.stop()
    client = Client(ClusterAccess((address, server.url), timeout=120))
    for _ in range(6):
        assert client.health()[0] == 1
    client.close()


def test_a_lost_cluster_is_one_error_and_its_return_is_noticed(server: ClusterServer) -> None:
    """The bot says so and goes on when the cluster is back, without being started again."""
    client = Client(ClusterAccess((server.url,), timeout=120))
    assert client.health()[0] == 1
    server.stop()
    with pytest.raises(ClusterLost) as error:
        client.health()
    assert error.value.facts["address"] == server.url.removeprefix("http://")
    server.start()
    assert client.health()[0] == 1
    client.close()


def test_an_index_nobody_published_is_told_apart(server: ClusterServer) -> None:
    """A new cluster is no broken one."""
    client = Client(ClusterAccess((server.url,), timeout=120))
    assert client.meta("yinju") is None
    with pytest.raises(NoClusterIndex):
        client.settings("yinju")
    client.close()


def test_a_cluster_is_known_by_its_authority() -> None:
    """Nobody else may be given the password: a certificate that nobody known has signed is refused.

    Key and certificates beside this file are made for this test and good for a hundred years.
    """
    here = Path(__file__).parent
    with ClusterServer(here / "server.pem") as server:
        assert asked(ClusterAccess((server.url,), timeout=120, ca=here / "ca.pem")) == 1
        with pytest.raises(ClusterRefused):
            asked(ClusterAccess((server.url,), timeout=120))


def test_an_authority_that_is_none_is_told(server: ClusterServer, tmp_path: Path) -> None:
    """The wrong file under YINJU_OPENSEARCH_CA must not end in a stack of English."""
    (tmp_path / "ca.pem").write_text("no certificate", encoding="ascii")
    with pytest.raises(ClusterRefused):
        asked(ClusterAccess((server.url.replace("http:", "https:"),), ca=tmp_path / "ca.pem"))
