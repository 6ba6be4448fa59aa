"""In the place of trustme, which makes certificates by machine code."""

import pytest


class CA:
    def __init__(self, *args, **kwargs):
        pytest.skip("certificates are made by machine code")
