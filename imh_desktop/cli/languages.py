"""imh-desktop languages: how much of the program speaks each language."""

import json
import sys

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
def languages(as_json: bool) -> None:
    """Print, for each language, how much of the program, the checklists and Learn speaks it."""
    from imh_desktop.content.coverage import coverage

    found = coverage()
    if as_json:
        told = [
            {
                "language": one.language,
                "name": one.own_name,
                "bands": list(one.bands),
                **{
                    what: {"there": share.there, "of": share.whole}
                    for what, share in (
                        ("words", one.words),
                        ("questions", one.questions),
                        ("ideas", one.ideas),
                        ("lessons", one.lessons),
                    )
                },
            }
            for one in found
        ]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    for one in found:
        bands = ",".join(one.bands) or "none"
        sys.stdout.write(
            f"{one.language} {one.own_name}: program {one.words.percent} %"
            f" ({one.words.there} of {one.words.whole}), questions {one.questions.there} of"
            f" {one.questions.whole}, bands {bands}, ideas {one.ideas.there} of"
            f" {one.ideas.whole}, Learn {one.lessons.there} of {one.lessons.whole}\n"
        )
