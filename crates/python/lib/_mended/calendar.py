"""`datetime.now` and `utcnow` on the run's clock, with CPython's warning."""

import _datetime
import _loopscope
import _loopscope_loop


def mend():
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_loopscope.time(), tz)

    @classmethod
    def utcnow(cls):
        import warnings

        warnings.warn(
            "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use "
            "timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
            DeprecationWarning,
            stacklevel=2,
        )
        return cls.fromtimestamp(_loopscope.time(), _datetime.timezone.utc).replace(tzinfo=None)

    _loopscope_loop.set_method(_datetime.datetime, "now", now)
    _loopscope_loop.set_method(_datetime.datetime, "utcnow", utcnow)
