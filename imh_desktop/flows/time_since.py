"""How long ago something was, in the words of a person."""

from datetime import datetime, timedelta

from imh_desktop.words import Words

_JUST = timedelta(minutes=2)


def since(at: datetime, now: datetime, words: Words) -> str:
    """Say how long ago an instant was, such as "40 minutes ago"; of one that the clock says is
    still to come, its day."""
    passed = now - at
    if passed < -_JUST:
        return words.date(at.astimezone().date())
    if passed < _JUST:
        return words.say("just now")
    minutes = int(passed.total_seconds() // 60)
    if minutes < 60:
        return words.count("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 24 * 60:
        return words.count("{n} hour ago", "{n} hours ago", minutes // 60)
    return words.count("{n} day ago", "{n} days ago", passed.days)
