"""Whereto a notification may go: no network of ours, under no name, in no spelling."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdelta.webhooks.addresses import (
    LONGEST,
    AddressRefused,
    Allowed,
    chosen,
    may_reach,
    networks_of,
    read,
)

NOWHERE = Allowed()
DEMONSTRATION = Allowed(loopback=True)
INSIDE = (
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "0.0.0.0",  # noqa: S104
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::",
    "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::",
    "2001:0:7f00:1::", "fe80::1%lo",
)  # fmt: skip


@pytest.mark.parametrize("machine", INSIDE)
def test_no_machine_of_ours_is_reached(machine: str) -> None:
    assert not may_reach(ipaddress.ip_address(machine), NOWHERE)
    assert chosen([machine], NOWHERE) is None
    assert chosen(["1.1.1.1", machine], NOWHERE) is None


@pytest.mark.parametrize("machine", ["1.1.1.1", "223.5.5.5", "2400:3200::1"])
def test_a_public_machine_is(machine: str) -> None:
    assert chosen([machine], NOWHERE) == machine
    assert chosen([], NOWHERE) is None
    assert chosen(["no machine"], NOWHERE) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "scheme"), ("receiver.example", "scheme"), ("http://receiver.example/", "scheme"),
        ("http://127.0.0.1/", "scheme"), ("ftp://receiver.example/", "scheme"),
        ("file:///etc/passwd", "scheme"), ("https://", "form"), ("https://[::1", "form"),
        ("https://receiver.example:0/", "form"), ("https://receiver.example:99999/", "form"),
        ("https://receiver.example:x/", "form"), ("https://a b/", "form"), ("https://例子.example/", "form"),
        ("https://receiver.example\\@10.0.0.1/", "form"), ("https://receiver.example/\r\nHost: x", "form"),
        ("https://user:" + "secret@receiver.example/", "user"), ("https://@receiver.example/", "user"),
        ("https://receiver.example/#part", "user"), ("https://10.0.0.1/", "host"),
        ("https://[::ffff:10.0.0.1]/", "host"), ("https://[fe80::1%25lo]/", "host"),
        ("https://receiver.example/" + "a" * LONGEST, "length"),
    ],
)  # fmt: skip
def test_what_is_no_address(address: str, why: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        read(address, NOWHERE)
    assert refused.value.why == why


def test_an_address_in_its_parts() -> None:
    found = read("https://receiver.example:8443/new?of=1", NOWHERE)
    assert (found.secure, found.host, found.port, found.path) == (
        True,
        "receiver.example",
        8443,
        "/new?of=1",
    )
    assert read("https://receiver.example", NOWHERE).path == "/"
    assert read("https://receiver.example", NOWHERE).port == 443


def test_this_machine_only_in_a_demonstration() -> None:
    assert read("http://127.0.0.1:9000/", DEMONSTRATION).port == 9000
    assert not read("http://[::1]/", DEMONSTRATION).secure
    for address in ("http://10.0.0.1/", "http://localhost/", "http://receiver.example/"):
        with pytest.raises(AddressRefused):
            read(address, DEMONSTRATION)


def test_networks_that_the_operator_names() -> None:
    allowed = Allowed(networks_of("10.20.0.0/16, fd12::/16"))
    assert chosen(["10.20.3.4"], allowed) == "10.20.3.4"
    assert chosen(["fd12::1"], allowed) == "fd12::1"
    assert chosen(["10.21.0.1"], allowed) is None
    assert networks_of("") == ()
    with pytest.raises(ValueError):
        networks_of("ten")


@given(st.ip_addresses())
def test_what_is_reached_is_public(machine: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if may_reach(machine, NOWHERE):
        assert machine.is_global or machine.ipv4_mapped.is_global
        assert not machine.is_private
        assert not machine.is_multicast


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for one in (text, f"https://{text}", f"https://receiver.example/{text}"):
        try:
            found = read(one, NOWHERE)
        except AddressRefused:
            continue
        assert found.secure
        assert found.host
        assert not set(found.path + found.host) & set("\r\n ")
