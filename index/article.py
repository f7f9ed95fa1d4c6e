"""The article: the one shape that every reader yields and every layer above understands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from fihris.index.urls import canonical_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article, as plain text.

    `published` is naive and means UTC. `excerpt_of` is the id of the article on whose page this one was
    quoted, for texts that a page reader found under "read also". An empty `id` asks for one: see
    `identified`.
    """

    id: str = ""
    title: str = ""
    body: str = ""
    url: str | None = None
    source: str | None = None
    author: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    published: datetime | None = None
    excerpt_of: str | None = None

    def content_hash(self) -> str:
        """Return a hash of everything that is searched or shown: equal hashes, same article."""
        few = (self.url, self.source, self.author, self.section, self.keywords, self.published)
        # The lengths tell where title and body end, so that no two articles are written alike.
        begin = f"{len(self.title)} {len(self.body)} {few!r}\0{self.title}\0"
        hash_ = blake2b(begin.encode("utf-8", "surrogatepass"), digest_size=12)
        hash_.update(self.body.encode("utf-8", "surrogatepass"))  # with the rest in one text it takes longer
        return hash_.hexdigest()

    def stable_id(self) -> str:
        """Return the id under which this article lives: the given one, else one of its URL or its content.

        Addresses that differ but in writing, in a fragment or in who shared them are one (`canonical_url`).

        The same article keeps its id whatever file it arrives in; one without a URL gets a new id when its
        text changes.
        """
        if self.id:
            return self.id
        return id_at(self.url) if self.url else self.content_hash()[:16]

    def identified(self) -> Article:
        """Return this article with its `stable_id`."""
        return self if self.id else replace(self, id=self.stable_id())


def id_at(url: str) -> str:
    """Return the id of the article at that address."""
    return blake2b(canonical_url(url).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
