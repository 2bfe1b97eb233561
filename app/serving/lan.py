"""What this machine is called on the network it shares with the phones."""

import ipaddress
import re
import socket

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def find_address() -> str | None:
    """The address other machines on the Wi-Fi reach this one by, if it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing: it only picks the route.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if ipaddress.ip_address(address).is_loopback else address


def is_address(text: str) -> bool:
    """Whether ``text`` is an IPv4 address in its usual form."""
    try:
        return str(ipaddress.IPv4Address(text)) == text
    except ValueError:
        return False


def is_host_name(text: str) -> bool:
    """Whether ``text`` can stand as a host in a URL, ``laptop.local`` say."""
    labels = text.split(".")
    return (
        len(text) <= 253
        and all(LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )
