"""`fihris serve`: the page, on a production server."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import click

from fihris.index.cli import index_option
from fihris.index.errors import FihrisError
from fihris.search.options import synonyms_option

LARGEST_HEADER = 1 << 20  # bytes; a query far too long still gets our page, which says so
LARGEST_BODY = 1 << 20


class AddressUnusable(FihrisError):
    """The address to serve on cannot be listened on."""


@click.command()
@index_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port."
)
@click.option(
    "--threads", type=click.IntRange(min=1), default=8, show_default=True, help="Requests answered at a time."
)
@click.option("--rate-limit", metavar="RATE", help="How much one address may ask for, as 60/minute.")
@click.option(
    "--proxies",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Proxies before the server, whose word about addresses is taken.",
)
@click.option("--sitemap", is_flag=True, help="Tell search engines on the web of every article.")
@synonyms_option
def serve(
    index: Path,
    host: str,
    port: int,
    threads: int,
    rate_limit: str | None,
    proxies: int,
    sitemap: bool,  # noqa: FBT001 - click passes options by name
    synonyms: Path | None,
) -> None:
    """Serve the search page and the HTTP API until Ctrl+C.

    Exit status: 0 stopped; 2 wrong usage, an unusable index, or an address that cannot be listened on.
    """
    import waitress  # type: ignore[import-untyped]  # it ships no types

    from fihris.web.app import create_app

    app = create_app(index, synonyms=synonyms, rate_limit=rate_limit, proxies=proxies, sitemap=sitemap)
    news = app.extensions["fihris"]
    news.keep_warm()
    count = len(news)
    with _listening(host, port) as listening:
        server = waitress.create_server(
            app,
            sockets=[listening],
            threads=threads,
            ident=None,
            max_request_header_size=LARGEST_HEADER,
            max_request_body_size=LARGEST_BODY,
        )
        address = _address(host, listening.getsockname()[1])
        click.echo(f"Serving {count:,} articles on {address} (Ctrl+C stops)")
        server.run()


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; `AddressUnusable` says why there can be none."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family)
    except (socket.gaierror, UnicodeError) as error:
        raise AddressUnusable(f"There is no address {host}. Choose another with --host.") from error
    except OSError as error:
        raise AddressUnusable(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken by another program. Choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} on {host} is reserved for the system. Choose one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"The address {host} is not one of this machine. Choose another with --host."
    return f"{host}, port {port}: {error.strerror}. Choose others with --host and --port."


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
