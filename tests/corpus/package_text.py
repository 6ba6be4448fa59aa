"""PyYAML, BeautifulSoup, tabulate, tqdm, charset-normalizer, idna, certifi, typing_extensions, dotenv."""
import io
import sys
import certifi
import charset_normalizer
import idna
import tqdm
import typing_extensions
import yaml
from bs4 import BeautifulSoup
from dotenv import dotenv_values
from tabulate import tabulate

TEXT = """
shop: &shop
  name: Café
  open: [8, 20.5]
  tags: {a: 1, b: null}
  since: 2026-01-02
other: *shop
note: |
  two
  lines
"""
data = yaml.safe_load(TEXT)
print(data)
print(yaml.dump(data, allow_unicode=True, sort_keys=False, default_flow_style=None))
print(list(yaml.safe_load_all("a: 1\n---\n- x\n- y\n")))
for wrong in ("a: [1, 2", "a: b: c", "\t- x", "!!python/object:os.system x"):
    try:
        yaml.safe_load(wrong)
    except yaml.YAMLError as error:
        print(type(error).__name__, str(error).replace("\n", " | "))
PAGE = "<html><head><title>Shop</title></head><body><ul id=list><li class='item new'>tea</li><li class=item><a href='/milk'>milk</a></li></ul><p>last<br>line</p></body></html>"
soup = BeautifulSoup(PAGE, "html.parser")
print(soup.title.string, [each.get_text() for each in soup.find_all("li", class_="item")], soup.a["href"], soup.select_one("ul > li.new").text)
print(soup.p.prettify(), soup.find(id="list").contents[0], [each.name for each in soup.li.parents], soup.find("table"))
try:
    BeautifulSoup(PAGE, "lxml")
except Exception as error:
    print(type(error).__name__, str(error).split(".")[0])
print(tabulate([["tea", 3], ["milk", 1.5]], headers=["what", "price"]))
print(tabulate({"a": [1, 2], "b": ["x", None]}, headers="keys", tablefmt="github"))
print(tabulate([[1, "é"]], tablefmt="grid", floatfmt=".2f", showindex=True))
bar = io.StringIO()
print(sum(tqdm.tqdm([1, 2, 3], file=bar, ncols=40, bar_format="{l_bar}{bar}| {n_fmt}/{total_fmt}", ascii=True)), repr(bar.getvalue().rsplit("\r")[-1]))
best = charset_normalizer.from_bytes("Где это? Там, где была вчера зима, сегодня уже весна.".encode("cp1251")).best()
print(best.encoding, str(best))
print(charset_normalizer.detect("plain".encode())["encoding"], charset_normalizer.from_bytes("héllo wörld, naïve café".encode()).best().encoding)
print(idna.encode("königsgäßchen.de"), idna.decode("xn--knigsgchen-b4a3dun.de"), idna.encode("Faß.de", uts46=True))
try:
    idna.encode("a\u0334\u200b.de")
except idna.IDNAError as error:
    print(type(error).__name__, error)
print(certifi.where().rsplit("/", 2)[1:], certifi.contents().count("BEGIN CERTIFICATE") > 100)


class Movie(typing_extensions.TypedDict):
    title: typing_extensions.Required[str]
    year: typing_extensions.NotRequired[int]


print(sorted(Movie.__required_keys__), sorted(Movie.__optional_keys__), typing_extensions.get_type_hints(Movie))


@typing_extensions.runtime_checkable
class Closes(typing_extensions.Protocol):
    def close(self): ...


print(isinstance(io.StringIO(), Closes), isinstance(3, Closes), typing_extensions.Literal["a", 1], typing_extensions.Annotated[int, 3].__metadata__)


@typing_extensions.deprecated("use new()")
def old():
    return 1


import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old()
print(caught[0].category.__name__, caught[0].message)
print(dict(dotenv_values(stream=io.StringIO("A=1\nexport B='two words' # comment\nC=${A}x\n"))))
sys.exit(0)
