"""Tests speak to this machine only."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError

ELSEWHERE = "192.0.2.1"  # set apart for documentation; nobody answers there (RFC 5737)


def test_another_machine_is_out_of_reach() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as plug, pytest.raises(SocketConnectBlockedError):
        plug.connect((ELSEWHERE, 80))


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=5):
            accepted, _ = server.accept()
        accepted.close()
