"""What is said of a role; apart, because the first page says it and waits for nothing more."""

from imh_desktop.core.people import Role
from imh_desktop.words import Words


def role_said(words: Words, role: Role) -> str:
    """Say what a laptop is for."""
    return {
        "visitor": words.say("home visits"),
        "staff": words.say("print desk"),
        "coordinator": words.say("coordinator"),
    }[role]


def role_here(words: Words, role: Role) -> str:
    """Say what a person does."""
    return {
        "visitor": words.say("visitor"),
        "staff": words.say("print desk"),
        "coordinator": words.say("coordinator"),
    }[role]
