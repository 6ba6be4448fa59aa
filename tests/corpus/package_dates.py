"""python-dateutil, pytz and six."""
import datetime
import pytz
import six
from dateutil import parser, relativedelta, rrule, tz
from dateutil.easter import easter

day = datetime.datetime(2026, 1, 31, 12, 30)
print(day + relativedelta.relativedelta(months=1), day + relativedelta.relativedelta(weekday=relativedelta.FR(-1)))
print(relativedelta.relativedelta(datetime.date(2026, 5, 17), datetime.date(2020, 2, 29)))
for text in ("2026-03-04T05:06:07Z", "4 March 2026 5:06pm", "March 4, 2026", "20260304", "10.11.12", "Thu Sep 25 10:36:28 2003"):
    print(parser.parse(text, default=day), parser.parse(text, default=day, dayfirst=True).date())
try:
    parser.parse("not a date")
except parser.ParserError as error:
    print(type(error).__name__, error)
print(parser.isoparse("2026-W10-3"))
print([each.date().isoformat() for each in rrule.rrule(rrule.MONTHLY, count=4, byweekday=rrule.FR(1), dtstart=day)])
print(rrule.rrulestr("FREQ=DAILY;INTERVAL=10;COUNT=3", dtstart=day)[2], easter(2026))
utc = day.replace(tzinfo=tz.UTC)
print(utc, tz.tzoffset("EST", -18000).utcoffset(day), utc.astimezone(tz.tzoffset(None, 3600)))
berlin = pytz.timezone("Europe/Berlin")
print(berlin, berlin.localize(day), berlin.localize(datetime.datetime(2026, 7, 1)).tzname(), pytz.utc.localize(day).astimezone(berlin))
try:
    pytz.timezone("Mars/Olympus")
except pytz.UnknownTimeZoneError as error:
    print("unknown", error)
print(len(pytz.all_timezones) > 500, pytz.country_timezones["nz"])
print(six.PY3, six.ensure_str(b"x"), list(six.iteritems({"a": 1})), six.moves.range(2), six.with_metaclass(type, object).__name__)
from six.moves.urllib.parse import urlparse
print(urlparse("http://a/b").netloc)
