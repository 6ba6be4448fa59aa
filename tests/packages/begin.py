# What a run of tests begins with: `DISK`, what lies on its disk, and `TESTS` come before this text.
import base64
import json
import os
import sys
import zlib

# Processes that tests start import this too.
if __name__ == "__main__":
    for name, data in json.loads(zlib.decompress(base64.b64decode(DISK))).items():
        path = "/tmp/packages/" + name
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
    os.chdir("/tmp/packages/sources")
    sys.path[:0] = ["/tmp/packages/site", "/tmp/packages/sources"]
    sys.dont_write_bytecode = True

    # Before the configuration of tests names classes of theirs.
    import in_place
    import pytest

    settings = ("addopts=", "filterwarnings=", "tmp_path_retention_policy=failed")
    pytest.main(
        ["-q", "-p", "telling", "-p", "no:cacheprovider", "--capture=sys", "--tb=native", "-W", "ignore"]
        + ["--continue-on-collection-errors"]
        + [f"--override-ini={setting}" for setting in settings]
        + TESTS
    )
    os.write(2, b"@over\n")
