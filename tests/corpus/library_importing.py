"""importlib.metadata and importlib.resources, for what a script has put on its disk."""

import importlib
import importlib.metadata
import importlib.resources
import os
import runpy
import sys

os.makedirs("/tmp/site/shop/data")
os.makedirs("/tmp/site/shop-1.2.dist-info")
for path, text in {
    "shop/__init__.py": "name = 'shop'\n",
    "shop/__main__.py": "print('run as', __name__)\n",
    "shop/data/prices.txt": "tea 3\n",
    "shop-1.2.dist-info/METADATA": "Metadata-Version: 2.1\nName: shop\nVersion: 1.2\nSummary: Sells tea\nRequires-Dist: tea>=1\n",
    "shop-1.2.dist-info/entry_points.txt": "[console_scripts]\nshop = shop:main\n",
    "shop-1.2.dist-info/RECORD": "shop/__init__.py,,\n",
}.items():
    with open(f"/tmp/site/{path}", "w") as file:
        file.write(text)
sys.path.insert(0, "/tmp/site")
importlib.invalidate_caches()

print(importlib.metadata.version("shop"), importlib.metadata.metadata("shop")["Summary"])
print(importlib.metadata.requires("shop"), [point.value for point in importlib.metadata.entry_points(name="shop")])
print([str(file) for file in importlib.metadata.files("shop")])
try:
    importlib.metadata.version("nothing-of-the-kind")
except importlib.metadata.PackageNotFoundError as error:
    print(type(error).__name__, error)

files = importlib.resources.files("shop")
print(sorted(entry.name for entry in files.iterdir() if entry.name != "__pycache__"))
print(files.joinpath("data/prices.txt").read_text(), importlib.resources.read_text("shop", "data", "prices.txt", encoding="utf-8"))
runpy.run_module("shop", run_name="__main__")
print(runpy.run_path("/tmp/site/shop/__init__.py")["name"])
