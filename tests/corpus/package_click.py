"""click: commands, groups, options, arguments, prompts, errors with their exit codes, its test runner."""
import click
from click.testing import CliRunner


@click.group()
@click.option("--debug/--no-debug", default=False, help="Say more.")
@click.version_option("1.2", prog_name="shop")
@click.pass_context
def shop(context, debug):
    """A shop on the command line."""
    context.ensure_object(dict)["debug"] = debug


@shop.command()
@click.argument("items", nargs=-1, required=True)
@click.option("-n", "--count", type=click.IntRange(1, 9), default=1, show_default=True)
@click.option("--size", type=click.Choice(["small", "large"]), help="How large.")
@click.pass_obj
def buy(obj, items, count, size):
    """Buys ITEMS."""
    for item in items:
        click.echo(f"{count} x {item} ({size}) debug={obj['debug']}")


@shop.command("ask")
@click.option("--name", prompt="Your name")
@click.confirmation_option(prompt="Sure?")
def ask(name):
    click.secho(f"Hello {name}", fg="green", bold=True)


@shop.command()
def fail():
    raise click.ClickException("sold out")


runner = CliRunner()
for arguments, given in [
    (["--help"], None),
    (["buy", "--help"], None),
    (["--debug", "buy", "tea", "milk", "-n", "3", "--size", "small"], None),
    (["buy"], None),
    (["buy", "tea", "-n", "12"], None),
    (["buy", "tea", "--size", "huge"], None),
    (["sell"], None),
    (["--version"], None),
    (["ask"], "Ada\ny\n"),
    (["ask"], "Ada\nn\n"),
    (["fail"], None),
]:
    result = runner.invoke(shop, arguments, input=given)
    print(arguments, result.exit_code, repr(result.exception))
    print(result.output)
with runner.isolated_filesystem():
    with click.open_file("note.txt", "w") as file:
        file.write("kept")
    print(click.format_filename("note.txt"), open("note.txt").read())
print(repr(click.style("red", fg="red")), repr(click.unstyle(click.style("red", fg="red"))))
with click.progressbar(range(3), label="Work") as bar:
    for each in bar:
        pass
shop(["buy", "tea", "--count", "x"])
