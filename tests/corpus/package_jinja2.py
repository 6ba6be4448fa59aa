"""jinja2 and markupsafe: templates, inheritance, filters, async rendering, errors with their lines."""
import asyncio
import jinja2
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup, escape

PAGES = {
    "base.html": "<title>{% block title %}none{% endblock %}</title>{% block body %}{% endblock %}",
    "list.html": """{% extends "base.html" %}
{% block title %}{{ title|upper }}{% endblock %}
{% block body %}
{%- for item in items if item.stock > 0 %}
  {{ loop.index }}. {{ item.name|e }}: {{ "%.2f"|format(item.price) }}{% if not loop.last %},{% endif %}
{%- else %}
  nothing
{%- endfor %}
{% endblock %}""",
    "macro.html": "{% macro field(name, type='text') %}<input name={{ name }} type={{ type }}>{% endmacro %}{{ field('a') }}{{ field('b', type='number') }}",
    "bad.html": "one\ntwo {{ missing.thing }}\nthree",
    "wrong.html": "one\n{% if %}\n",
}
env = Environment(loader=DictLoader(PAGES), autoescape=select_autoescape(), trim_blocks=True)
items = [{"name": "tea <green>", "price": 3, "stock": 2}, {"name": "milk", "price": 1.5, "stock": 0}, {"name": "bread", "price": 2.25, "stock": 1}]
print(env.get_template("list.html").render(title="today", items=items))
print(env.get_template("list.html").render(title="none", items=[]))
print(env.get_template("macro.html").render())
print(Template("{{ a + b }} {{ [3, 1, 2]|sort|join('-') }} {{ {'x': 1}|tojson }} {{ name|default('nobody') }}").render(a=1, b=2))
print(env.from_string("{% set total = namespace(n=0) %}{% for i in range(4) %}{% set total.n = total.n + i %}{% endfor %}{{ total.n }}").render())
print(escape("<a href='x'>&</a>"), Markup("<b>%s</b>") % "<i>", Markup("<b>x</b>").striptags(), repr(Markup("a") + "<"))
for name in ("bad.html", "wrong.html", "gone.html"):
    try:
        Environment(loader=DictLoader(PAGES), undefined=StrictUndefined).get_template(name).render()
    except jinja2.TemplateSyntaxError as error:
        print(type(error).__name__, error.message, error.lineno)
    except jinja2.TemplateError as error:
        print(type(error).__name__, error)


async def price(name):
    await asyncio.sleep(0.1)
    return len(name)


async def stream():
    for each in "abc":
        await asyncio.sleep(0.1)
        yield each


async def main():
    env = Environment(enable_async=True)
    template = env.from_string("{% for each in letters() %}{{ each }}{{ price(each * 3) }} {% endfor %}")
    print(await template.render_async(letters=stream, price=price))
    chunks = [chunk async for chunk in env.from_string("{{ a }}{% for i in (1, 2) %}<{{ i }}>{% endfor %}").generate_async(a=0)]
    print(chunks)


asyncio.run(main())
with open("page.html", "w") as file:
    file.write("Hello {{ who }}{% include 'foot.html' %}")
with open("foot.html", "w") as file:
    file.write("!")
print(Environment(loader=FileSystemLoader(".")).get_template("page.html").render(who="disk"))
Environment(loader=DictLoader(PAGES)).get_template("bad.html").render()
