import pytest

from runtime.answer import timestamp


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (1_769_851_800.1239, "2026-01-31T09:30:00.123Z"),
        (951_782_399.9999, "2000-02-28T23:59:59.999Z"),
    ],
)
def test_a_timestamp_is_iso_8601_in_utc_with_milliseconds(seconds: float, text: str) -> None:
    assert timestamp(seconds) == text
