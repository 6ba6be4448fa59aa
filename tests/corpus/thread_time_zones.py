"""Time zones, looked up by threads: recorded where there is a database of them."""
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

NAMES = "Europe/Berlin America/New_York Asia/Kolkata Australia/Sydney UTC America/Sao_Paulo Europe/London".split()
MOMENTS = [
    datetime(2026, 1, 15, 12, tzinfo=timezone.utc),
    datetime(2026, 7, 15, 12, tzinfo=timezone.utc),
    datetime(2026, 3, 29, 1, 30, tzinfo=timezone.utc),
    datetime(2026, 11, 1, 5, 59, tzinfo=timezone.utc),
]


def show(name):
    zone = ZoneInfo(name)
    return [f"{at.astimezone(zone)} {at.astimezone(zone).tzname()} {at.astimezone(zone).dst()}" for at in MOMENTS]


with ThreadPoolExecutor(2) as pool:
    for name, lines in zip(NAMES, pool.map(show, NAMES)):
        print(name, *lines, sep="\n    ")
berlin = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
print(berlin, berlin.replace(fold=1), berlin + timedelta(hours=1), berlin.timestamp(), ZoneInfo("Europe/Berlin") is berlin.tzinfo)
try:
    ZoneInfo("Mars/Olympus")
except ZoneInfoNotFoundError as error:
    print(error)
print("Europe/Rome" in available_timezones(), "Europe/Atlantis" in available_timezones())
