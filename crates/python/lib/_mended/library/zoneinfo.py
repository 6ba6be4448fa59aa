"""`zoneinfo.available_timezones` without a disk of the system's."""

import _zones


def mend(module):
    module.available_timezones = _zones.keys
