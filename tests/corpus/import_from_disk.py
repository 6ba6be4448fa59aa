import sys, importlib, importlib.util, os, tempfile, pathlib
print(sys.path[0] == os.path.dirname(os.path.abspath(__file__)))
pathlib.Path("mymod.py").write_text("x = 41\ndef f(): return x + 1\nclass A: pass\n")
import mymod
print(mymod.f(), os.path.basename(mymod.__file__), mymod.A)
with tempfile.TemporaryDirectory() as d:
    (pathlib.Path(d) / "pkg").mkdir()
    (pathlib.Path(d) / "pkg" / "__init__.py").write_text("from .sub import y\n")
    (pathlib.Path(d) / "pkg" / "sub.py").write_text("y = 'sub'\n")
    sys.path.insert(0, d)
    import pkg
    print(pkg.y, pkg.sub.__name__)
    spec = importlib.util.spec_from_file_location("dyn", os.path.join(d, "pkg", "sub.py"))
    m = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(m)
    print(m.y)
pathlib.Path("mymod.py").write_text("x = 100\n")
os.remove("mymod.py")
try:
    mymod.f(1)
except TypeError as e:
    print(e)
try:
    import nothing_here
except ModuleNotFoundError as e:
    print(e)
