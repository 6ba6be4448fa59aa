# What a run of tests of the library begins with: `DISK`, what lies on its disk, and `TESTS`, a module's name, come before this.
import base64
import importlib
import json
import os
import sys
import unittest
import zlib

for name, data in json.loads(zlib.decompress(base64.b64decode(DISK))).items():
    path = "/tmp/library/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(base64.b64decode(data))
os.chdir("/tmp/library")
sys.path.insert(0, "/tmp/library")
sys.dont_write_bytecode = True


def tell(*parts):
    line = "\t".join(str(part).replace("\t", " ").replace("\n", " ") for part in parts)
    os.write(2, (line + "\n").encode("utf-8", "backslashreplace"))


class Telling(unittest.TestResult):
    """Tells how each test ended, a line each."""

    def tell(self, how, test, why=""):
        name = test.id() if hasattr(test, "id") else str(test)
        tell(how, name.removeprefix(f"test.{TESTS}."), why)

    def startTest(self, test):
        super().startTest(test)
        self.tell("@began", test)

    def addSuccess(self, test):
        self.tell("@passed", test)

    def addSkip(self, test, reason):
        self.tell("@skipped", test)

    def addExpectedFailure(self, test, error):
        self.tell("@skipped", test)

    def addUnexpectedSuccess(self, test):
        self.tell("@failed", test, "unexpected success")

    def addError(self, test, error):
        self.tell("@failed", test, f"{error[0].__name__}: {error[1]}"[:160])

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.addError(test, error)


importlib.import_module("test.support").verbose = False
module = importlib.import_module("test." + TESTS)
unittest.defaultTestLoader.loadTestsFromModule(module)(Telling())
tell("@over")
