"""Answers to a profile: what was seen per domain and construct. Counts, never a sum."""

from typing import Literal

import msgspec

Status = Literal["strength", "emerging", "concern", "unknown"]
Completeness = Literal["complete", "partial", "not_enough"]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many items stand where; an item is counted in exactly one."""

    often: int = 0
    sometimes: int = 0
    not_yet: int = 0
    concern: int = 0
    unknown: int = 0


class ConstructProfile(msgspec.Struct, frozen=True, kw_only=True):
    """One construct: its status in words, and the counts behind it."""

    construct: str
    status: Status
    counts: Counts


class DomainProfile(msgspec.Struct, frozen=True, kw_only=True):
    """One domain. ``answered`` of ``shown`` core items; ``asked`` counts any answer at all."""

    domain: str
    answered: int
    asked: int
    shown: int
    counts: Counts
    constructs: tuple[ConstructProfile, ...]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """The whole open profile. ``thin_domains``: those with under half of their items answered."""

    domains: tuple[DomainProfile, ...]
    answered: int
    shown: int
    completeness: Completeness
    thin_domains: tuple[str, ...] = ()
