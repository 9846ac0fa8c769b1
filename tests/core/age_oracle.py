"""An age counted the slow way: day by day through the calendar, on plain numbers.

It imports nothing, so that it can share no mistake with what it checks.
"""

Day = tuple[int, int, int]

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def next_day(day: Day) -> Day:
    """Return tomorrow."""
    year, month, number = day
    if number < length(year, month):
        return year, month, number + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def day_before(day: Day) -> Day:
    """Return yesterday."""
    year, month, number = day
    if number > 1:
        return year, month, number - 1
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return year, month, length(year, month)


def later(day: Day, days: int) -> Day:
    """Return the day so many days later, or earlier when negative."""
    for _ in range(abs(days)):
        day = next_day(day) if days > 0 else day_before(day)
    return day


def age(start: Day, on: Day) -> tuple[int, int]:
    """Return months and days lived from a start to a day on or after it."""
    months = days = 0
    day = start
    while day != on:
        day = next_day(day)
        days += 1
        year, month, number = day
        # A month is full on the same day number, or on the last day of one too short for it.
        if number == start[2] or (number < start[2] and number == length(year, month)):
            months, days = months + 1, 0
    return months, days


def days_early(policy: str, gestation: int) -> int:
    """Return by how many days a policy corrects."""
    if policy == "asq":
        weeks, days = divmod(gestation, 7)
        early = 39 * 7 - 7 * (weeks + 1 if days >= 4 else weeks)
        return early if early >= 21 else 0
    early = 280 - gestation
    starts = {"default": 22, "aap": 22, "swyc": 21, "none": 1_000}[policy]
    return early if early >= starts else 0


def band(months: int) -> str | None:
    """Return the band of completed months of working age."""
    if months < 12:
        return f"B{1 + months // 3}"
    if months < 24:
        return f"B{5 + (months - 12) // 6}"
    if months < 48:
        return f"B{7 + (months - 24) // 12}"
    return "B9" if months < 72 else None


def read(
    born: Day, gestation: int | None, on: Day, policy: str
) -> tuple[str, str, str | None, Day | None]:
    """Return chronological age, working age, band and due date."""
    months, days = age(born, on)
    early = 0
    if gestation is not None and months < 24:
        early = days_early(policy, gestation)
    start = later(born, early)
    due = None if gestation is None else later(born, 280 - gestation)
    said = f"{months}m{days}d"
    if on < start:
        ahead = 0
        while later(on, ahead) != start:
            ahead += 1
        return said, f"-{ahead}d", "B1", due
    months, days = age(start, on)
    return said, f"{months}m{days}d", band(months), due
