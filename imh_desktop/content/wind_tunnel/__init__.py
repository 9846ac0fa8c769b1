"""Tries a checklist on synthetic children: what comes out, and what never happens."""
