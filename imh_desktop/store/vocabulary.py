"""Closed visits made small with zlib, which is given the words they are made of.

So it need not learn them anew in every visit. Every pack names them by their checksum and cannot
be read without them: they are never edited. Words added later are a second text beside this one.
The most frequent stand last.
"""

import zlib

_COUNTS = r"\"counts\":{\"often\":0,\"sometimes\":0,\"not_yet\":0,\"concern\":0,\"unknown\":0}"
_DOMAIN = (
    r"]},{\"domain\":\"relationships\",\"answered\":1,\"asked\":1,\"shown\":1,"
    + _COUNTS
    + r",\"constructs\":[{\"construct\":\"R1\",\"status\":\""
)
_TRACE = (
    r"{\"rule\":\"C1\",\"rule_set\":\"1\",\"level\":\"N2\",\"sensitivity\":\"C\",\"answers\":["
    r"{\"visit_id\":\"01a20716-aacc-71d5-af13-41e40a5a8ae7\",\"item_id\":\"s1\",\"code\":\"a_little"
    r"\",\"known\":\"told\",\"on\":\"2026-06-11\"}],\"subject\":\"s1-\",\"age_basis\":"
    r"\"unknown_gestation\",\"reason\":\"\",\"worker_id\":\"\"}"
)

PACK_WORDS = (
    '{"checklist_id":"observation","checklist_version":"2026.1","checklist_hash":"","age_policy":'
    '"default","child_id":"01a20716","on":"2026-06-10","band":"B4","kind":"home","language":"es",'
    '"interpreter":"","worker_id":"01a20716","started_at":"2026-06-10T09:00:00+00:00",'
    '"band_reason":""}{"moments.":"}{"strategies.":1}{"steps.":{"what":"","who":"","by":"2026-06-'
    '","phone":"","order":1}}{"raised":{"level":"N2","reason":"","worker_id":""}}{"actions.":"}'
    r"feelings\"exploring\"family\"signs\"status\":\"unknown\"status\":\"emerging\"concern\""
    r"chronological\"corrected\"seen\"both\"a_lot\"often\"sometimes\"not_yet\"yes\"not_sure\""
    r'","results.open_level":"N1","results.profile":"{\"domains\":['
    + _DOMAIN
    + r"\"},{\"construct\":\"E1\",\"status\":\"strength\","
    + _COUNTS
    + r'}]}],\"answered\":24,\"shown\":24,\"completeness\":\"complete\",\"thin_domains\":[]}",'
    + r'"results.traces":"['
    + _TRACE
    + r']","results.rule_set":"1","results.checklist_hash":"","results.reobserve_on":"2026-08-21"}'
    '{"notes.":"}{"strengths.":1}{"answers.":{"code":"not_seen","known":"seen"}}{"answers.":null}'
    '{"visit_id":"01a20716-","caregiver_id":"01a20716-","sensitivity":"V","answers.k1-":{"code":'
    '"no"}}{"answers.":{"code":"sometimes","known":"told","informant":"01a20716-"}}2026-06-10T09:'
    '00:00.000Z{"closed":true,"results.level":null,"results.traces":"[]","results.rule_set":"1"}'
).encode()

_LARGEST = 64_000_000


def shrink(plain: bytes) -> bytes:
    """Return bytes made small."""
    machine = zlib.compressobj(9, zdict=PACK_WORDS)
    return machine.compress(plain) + machine.flush()


def restore(small: bytes) -> bytes:
    """Return the bytes ``shrink`` was given.

    Raises:
        ValueError: these bytes are not what it gave, or would restore to over 64 MB.
    """
    machine = zlib.decompressobj(zdict=PACK_WORDS)
    try:
        plain = machine.decompress(small, _LARGEST)
    except zlib.error as error:
        raise ValueError("these bytes were not made small here") from error
    if not machine.eof or machine.unused_data:
        raise ValueError("these bytes were not made small here")
    return plain
