use super::*;

fn served(source: &str) -> Option<(String, String)> {
    unserved(source).map(|app| (app.command(), app.address()))
}

fn is(source: &str, command: &str, address: &str) {
    assert_eq!(
        served(source),
        Some((command.to_owned(), address.to_owned())),
        "{source}"
    );
}

#[test]
fn applications_of_frameworks_are_found() {
    is(
        "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get(\"/\")\nasync def root():\n    return {}\n",
        "uvicorn main:app",
        "http://127.0.0.1:8000/",
    );
    is(
        "import fastapi\n\napi: fastapi.FastAPI = fastapi.FastAPI(title=\"Books\")\n\n@api.get(\"/books/{number}\")\n@api.get('/books', tags=[1])\n",
        "uvicorn main:api",
        "http://127.0.0.1:8000/books",
    );
    is(
        "app = Starlette(\n    routes=[\n        Route(\"/hello\", hello),\n    ]\n)\n",
        "uvicorn main:app",
        "http://127.0.0.1:8000/hello",
    );
    is(
        "app = Flask(__name__)\n\n@app.route('/')\ndef home():\n    return ''\n",
        "waitress-serve main:app",
        "http://127.0.0.1:8080/",
    );
}

#[test]
fn bare_applications_are_found_by_what_they_are_given() {
    is(
        "async def app(scope, receive, send):\n    pass\n",
        "uvicorn main:app",
        "http://127.0.0.1:8000/",
    );
    is(
        "async def application(scope: dict, receive, send) -> None:\n    pass\n",
        "uvicorn main:application",
        "http://127.0.0.1:8000/",
    );
    is(
        "def app(environ, start_response):\n    return []\n",
        "waitress-serve main:app",
        "http://127.0.0.1:8080/",
    );
    is(
        "class Logged:\n    def __init__(self, app):\n        self.app = app\n\n    async def __call__(self, scope, receive, send):\n        pass\n\napp = Logged(None)\n",
        "uvicorn main:app",
        "http://127.0.0.1:8000/",
    );
}

#[test]
fn what_is_served_already_or_is_no_application_is_left_alone() {
    let app = "app = FastAPI()\n";
    for source in [
        "",
        "import asyncio\n\n\nasync def main():\n    pass\n\n\nasyncio.run(main())\n",
        "async def app(scope, receive):\n    pass\n",
        "def app(scope, receive, send):\n    pass\n",
        "# app = FastAPI()\n",
        "\"\"\"How it is done:\n\napp = FastAPI()\n\"\"\"\n",
        "    app = FastAPI()\n",
        "app = FastAPI\n",
        "class FastAPI:\n    pass\n",
    ] {
        assert_eq!(unserved(source), None, "{source}");
    }
    for started in [
        "uvicorn.run(app)\n",
        "if __name__ == \"__main__\":\n    uvicorn.run(\"main:app\", workers=4)\n",
        "client = TestClient(app)\n",
        "asyncio.run(main())\n",
    ] {
        assert_eq!(unserved(&format!("{app}{started}")), None, "{started}");
    }
    // Only said.
    assert!(unserved(&format!("{app}# uvicorn.run(app)\n")).is_some());
    assert!(unserved(&format!("'''uvicorn.run(app)'''\n{app}")).is_none());
}
