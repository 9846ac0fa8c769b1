"""imh-desktop help: the topics of the window's help, in the terminal."""

from typing import TYPE_CHECKING

import click

from imh_desktop.words import LANGUAGES

if TYPE_CHECKING:
    from imh_desktop.core.help import HelpTopic


@click.command()
@click.argument("typed", nargs=-1, metavar="[WORDS]...")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def help(typed: tuple[str, ...], language: str) -> int:
    """List the topics of the help; with words, print the one that fits them best."""
    from imh_desktop.flows.helping import open_help
    from imh_desktop.words import Words

    found = open_help(Words(language)).found(" ".join(typed))
    if not typed:
        click.echo("\n".join(f"{each.title}: {each.summary}" for each in found))
    elif found:
        click.echo("\n".join(_lines(found[0])))
        if others := found[1:]:
            click.echo("\n" + "\n".join(f"- {each.title}" for each in others))
    return 0 if found else 1


def _lines(topic: "HelpTopic") -> list[str]:
    lines = [topic.title, topic.summary]
    for part in topic.parts:
        lines += ["", part.heading, *part.paragraphs]
        for number, said in enumerate(part.points, 1):
            lines.append(f"{number}. {said}" if part.numbered else f"- {said}")
    return lines
