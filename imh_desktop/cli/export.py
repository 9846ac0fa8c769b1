"""imh-desktop export: what leaves the vault, each format in a module of its own."""

import importlib

import click

_FORMATS: dict[str, str] = {
    "calendar": "export_calendar",
    "csv": "export_tables",
    "deidentified": "export_deidentified",
    "fhir": "export_fhir",
    "parquet": "export_statistics",
    "spss": "export_statistics",
    "stata": "export_statistics",
    "twenty-years": "export_archive",
    "xlsx": "export_tables",
}


class _Formats(click.Group):
    """Finds a format's module by its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the formats."""
        return sorted(_FORMATS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None when there is none of this name."""
        if cmd_name not in _FORMATS:
            return None
        module = importlib.import_module(f"imh_desktop.cli.{_FORMATS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=_Formats)
def export() -> None:
    """Write what may leave the vault. Each export leaves its protection."""
