"""A mistyped code of a return slip is never taken for another."""

from string import ascii_uppercase, digits
from uuid import UUID

from imh_desktop.core.slip_code import SIGNS, old_code, read_code, return_code

IDS = [str(UUID(int=0x018F2C1E7B7A7CC19E8F2F6A1B3C0000 + number)) for number in range(1000)]
ALIKE = {"O": "D", "0": "D", "Q": "D", "I": "L", "1": "L", "V": "Y", "G": "6"}


def test_of_a_thousand_codes_no_wrong_sign_and_no_swap_is_accepted() -> None:
    codes = [return_code(each).replace("-", "") for each in IDS]
    assert len(set(codes)) == 1000
    accepted = tried = 0
    for code in codes:
        assert read_code(code)
        for at in range(len(code)):
            for sign in ascii_uppercase + digits:
                if ALIKE.get(sign, sign) != code[at]:
                    tried += 1
                    accepted += read_code(code[:at] + sign + code[at + 1 :]) is not None
        for at in range(len(code) - 1):
            if code[at] != code[at + 1]:
                tried += 1
                swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
                accepted += read_code(swapped) is not None
    assert (tried > 300_000, accepted) == (True, 0)


def test_what_nobody_can_tell_apart_is_forgiven() -> None:
    for each in IDS:
        code = return_code(each)
        sloppy_ones = (
            code.lower(),
            f" {code.replace('-', ' ')} ",
            code.replace("-", "–"),
            code.replace("D", "0").replace("L", "1"),
            code.replace("D", "o"),
        )
        for sloppy in sloppy_ones:
            assert read_code(sloppy) == code


def test_a_sign_left_out_or_too_many_is_refused() -> None:
    for each in IDS[:200]:
        code = return_code(each)
        bare = code.replace("-", "")
        assert read_code(bare + SIGNS[0]) is None
        assert read_code(bare[1:]) in (None, f"{bare[1:5]}-{bare[5:]}")  # read as an older slip
    for hostile in ("", "A" * 200, "\x00" * 9, "=1+1", "٣" * 9, "İ" * 9):
        assert read_code(hostile) is None


def test_codes_on_slips_of_older_releases_are_read_as_they_stand() -> None:
    # Printed by the release of 2026-11-26 for these two ids.
    assert (old_code(IDS[0]), old_code(IDS[999])) == ("C6LN-V3YN", "THTC-6FWN")
    assert read_code("c6lnv3yn") == "C6LN-V3YN"
