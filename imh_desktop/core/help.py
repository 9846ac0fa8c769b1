"""Help: short topics in plain words, one task each."""

import msgspec


class HelpPart(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a topic. ``points`` stand as a list after the paragraphs; ``numbered``: they are
    steps, in their order."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    numbered: bool = False


class HelpTopic(msgspec.Struct, frozen=True, kw_only=True):
    """One topic in one language; its texts name buttons and keys in curly brackets until a screen
    fills them in."""

    topic_id: str
    language: str
    title: str
    summary: str
    parts: tuple[HelpPart, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return everything it says, in the order of reading."""
        found = [self.title, self.summary]
        for part in self.parts:
            found += [part.heading, *part.paragraphs, *part.points]
        return tuple(text for text in found if text)
