"""What the owners of sites allow, by their robots.txt (RFC 9309)."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from fihris.index.fetch.client import Client, FetchFailed

_LARGEST = 2**19
_LONGEST_DELAY = 60.0


class Robots:
    """Asks every host once for its rules, and tells what they say of an address."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._rules: dict[str, RobotFileParser] = {}

    def check(self, url: str) -> float:
        """Return the delay in seconds that the host of an address asks for.

        Raises:
            FetchFailed: The address is not to be fetched, or its host did not say that it is.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._fetch(site)
        rules = self._rules[site]
        if not rules.can_fetch(self._client.user_agent, url):
            raise FetchFailed("not allowed by robots.txt")
        return min(float(rules.crawl_delay(self._client.user_agent) or 0), _LONGEST_DELAY)

    def _fetch(self, site: str) -> RobotFileParser:
        """Return the rules of a site: all is allowed where there are none, nothing where it fails to tell."""
        rules = RobotFileParser()
        answer = self._client.get(f"{site}/robots.txt", largest=_LARGEST)
        if answer.status == 200:
            rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        elif 400 <= answer.status < 500 and answer.status not in (401, 403, 429):
            rules.parse([])
        else:
            raise FetchFailed(f"robots.txt could not be read: status {answer.status}")
        return rules
