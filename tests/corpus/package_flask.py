"""flask and werkzeug: routes, errors, templates, sessions, their test client."""
from flask import Flask, abort, jsonify, redirect, render_template_string, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.utils import secure_filename

app = Flask(__name__)
app.secret_key = "k"


@app.get("/")
def home():
    return render_template_string("<h1>{{ title }}</h1>{{ '<b>' }}", title="Shop")


@app.route("/items/<int:number>", methods=["GET", "POST"])
def item(number):
    if request.method == "POST":
        return jsonify(number=number, got=request.get_json()), 201
    if number > 9:
        abort(404)
    return {"number": number, "q": request.args.get("q", "none"), "url": url_for("item", number=1)}


@app.route("/count")
def count():
    session["n"] = session.get("n", 0) + 1
    return str(session["n"])


@app.route("/old")
def old():
    return redirect(url_for("home"))


@app.route("/fails")
def fails():
    raise ValueError("no good")


@app.errorhandler(ValueError)
def on_value_error(error):
    return f"handled {error}", 500


@app.route("/async")
async def slow():
    return "async"


@app.before_request
def before():
    print("->", request.method, request.path)


client = app.test_client()
for method, path, kwargs in [
    ("GET", "/", {}),
    ("GET", "/items/3?q=x%20y", {}),
    ("POST", "/items/4", {"json": {"a": [1, 2]}}),
    ("GET", "/items/10", {}),
    ("GET", "/items/x", {}),
    ("DELETE", "/items/1", {}),
    ("GET", "/count", {}),
    ("GET", "/count", {}),
    ("GET", "/old", {}),
    ("GET", "/fails", {}),
    ("POST", "/items/4", {"data": "not json"}),
]:
    response = client.open(path, method=method, **kwargs)
    print(response.status, response.content_type, dict(response.headers).get("Location"), response.get_data(as_text=True))
with app.test_request_context("/items/5?x=1"):
    print(request.path, request.args, request.url_rule)
print(sorted(str(rule) for rule in app.url_map.iter_rules()))
runner = app.test_cli_runner()


@app.cli.command("greet")
def greet():
    print("greetings")


print(runner.invoke(args=["greet"]).output)
adapter = Map([Rule("/a/<any(x, y):which>/", endpoint="a"), Rule("/<path:rest>", endpoint="rest")]).bind("example.com")
print(adapter.match("/a/x/"), adapter.match("/deep/er"), adapter.build("a", {"which": "y"}))
try:
    Map([Rule("/only", endpoint="only")]).bind("h").match("/other")
except NotFound as error:
    print(error.code, error.name)
print(check_password_hash(generate_password_hash("pw", method="pbkdf2:sha256:1000"), "pw"), secure_filename("../../etc/pass wd"))
