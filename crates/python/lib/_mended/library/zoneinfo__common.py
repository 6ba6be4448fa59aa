"""`zoneinfo` takes its data from what the engine carries."""

import _zones


def mend(module):
    module.load_tzdata = _zones.load_tzdata
