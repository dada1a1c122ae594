"""The address Kwis answers on: host and port, from the command line or the environment."""

import argparse
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass

from kwis.config.environment import env
from kwis.config.trouble import Trouble


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        """For a browser on this machine."""
        host = "localhost" if self.host in ("127.0.0.1", "0.0.0.0", "::", "::1") else self.host  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def must_be_free(self) -> None:
        """Raise Trouble when something else listens there already."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except PermissionError:
                raise Trouble(f"Port {self.port} needs root; take one above 1023: PORT=8123.") from None
            except OSError as error:
                raise Trouble(
                    f"Port {self.port} on {self.host} cannot be used ({error.strerror});"
                    f" stop what listens there or take another: PORT={self.port + 1}."
                ) from None


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (KWIS_LISTEN, or 127.0.0.1)")
    parser.add_argument("--port", type=_port, help="port to listen on (PORT, or 8000)")


def chosen(options: argparse.Namespace) -> Address:
    host = options.host or env.str("KWIS_LISTEN", "127.0.0.1")
    return Address(host, options.port or _port_of_environment())


def answers(url: str) -> bool:
    """Whether a web server gives any page there."""
    try:
        with urllib.request.urlopen(url, timeout=10) as page:  # noqa: S310 - our own address
            return int(page.status) < 500
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port (1 to 65535)")
    return int(text)


def _port_of_environment() -> int:
    try:
        return _port(env.str("PORT", "") or "8000")
    except argparse.ArgumentTypeError as error:
        raise Trouble(f"PORT: {error}.") from None
