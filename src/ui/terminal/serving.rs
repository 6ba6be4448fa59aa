//! Which application a script defines, and how it is served: read from its lines, as far as they tell.

/// How a server calls an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interface {
    /// `await app(scope, receive, send)`
    Asgi,
    /// `app(environ, start_response)`
    Wsgi,
}

/// An application that a script defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// How it is called.
    pub interface: Interface,
    /// Its name in the script.
    pub name: String,
    /// A path for which it has something without being given anything: `/` where it does not say.
    pub path: String,
}

impl App {
    /// The command that serves it.
    pub fn command(&self) -> String {
        match self.interface {
            Interface::Asgi => format!("uvicorn main:{}", self.name),
            Interface::Wsgi => format!("waitress-serve main:{}", self.name),
        }
    }

    /// The port that this command listens at.
    pub fn port(&self) -> u32 {
        match self.interface {
            Interface::Asgi => 8000,
            Interface::Wsgi => 8080,
        }
    }

    /// Where it answers then.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port(), self.path)
    }
}

/// What makes an application when it is called.
const MAKERS: [(&str, Interface); 6] = [
    ("FastAPI", Interface::Asgi),
    ("Starlette", Interface::Asgi),
    ("Quart", Interface::Asgi),
    ("Litestar", Interface::Asgi),
    ("Flask", Interface::Wsgi),
    ("WsgiToAsgi", Interface::Asgi),
];

/// What starts a server, or calls the application without one.
const STARTERS: [&str; 12] = [
    "uvicorn.run(",
    "uvicorn.Server(",
    "hypercorn",
    "asyncio.run(",
    "run_until_complete(",
    "make_server(",
    "serve_forever(",
    "waitress.serve(",
    "serve(app",
    "app.run(",
    "TestClient(",
    "ASGITransport(",
];

/// The application that a script defines without serving it.
pub fn unserved(source: &str) -> Option<App> {
    let code = code_of(source);
    let starts = |line: &&str| STARTERS.iter().any(|starter| line.contains(starter));
    if code.iter().any(starts) {
        return None;
    }
    app(&code)
}

/// The lines of code: neither in a text of several lines, nor behind a `#` at their beginning.
fn code_of(source: &str) -> Vec<&str> {
    let mut within: Option<&str> = None;
    source
        .lines()
        .filter(|line| {
            let was_within = within.is_some();
            let mut rest = *line;
            loop {
                match within {
                    Some(quotes) => match rest.split_once(quotes) {
                        Some((_, after)) => (within, rest) = (None, after),
                        None => break,
                    },
                    None => {
                        let opens = ["\"\"\"", "'''"]
                            .into_iter()
                            .filter_map(|quotes| Some((rest.find(quotes)?, quotes)))
                            .min();
                        match opens {
                            Some((at, quotes)) => {
                                (within, rest) = (Some(quotes), &rest[at + quotes.len()..]);
                            }
                            None => break,
                        }
                    }
                }
            }
            !was_within && !line.trim_start().starts_with('#')
        })
        .collect()
}

fn app(code: &[&str]) -> Option<App> {
    let found = code
        .iter()
        .find_map(|line| made(line).or_else(|| defined(line)));
    let (name, interface) = found.or_else(|| instance(code))?;
    Some(App {
        interface,
        path: path(code, &name),
        name,
    })
}

/// `app = FastAPI(title="…")`
fn made(line: &str) -> Option<(String, Interface)> {
    let (name, value) = assigned(line)?;
    let made = value.split('(').next()?;
    let made = made.rsplit('.').next()?;
    let (_, interface) = MAKERS
        .iter()
        .find(|(maker, _)| *maker == made && value.contains('('))?;
    Some((name.to_owned(), *interface))
}

/// A name of the module, and what it is given.
fn assigned(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once('=')?;
    let name = name.split(':').next()?.trim_end();
    let is_name = name
        .chars()
        .all(|letter| letter.is_alphanumeric() || letter == '_');
    (is_name && !name.is_empty()).then_some((name, value.trim_start()))
}

/// `async def app(scope, receive, send):`, `def app(environ, start_response):`
fn defined(line: &str) -> Option<(String, Interface)> {
    let (rest, interface, parameters) = match line.strip_prefix("async def ") {
        Some(rest) => (
            rest,
            Interface::Asgi,
            ["scope", "receive", "send"].as_slice(),
        ),
        None => (
            line.strip_prefix("def ")?,
            Interface::Wsgi,
            ["environ", "start_response"].as_slice(),
        ),
    };
    let (name, rest) = rest.split_once('(')?;
    takes(rest, parameters).then(|| (name.trim().to_owned(), interface))
}

/// Whether parameters have these names, whatever their annotations.
fn takes(rest: &str, names: &[&str]) -> bool {
    let Some((parameters, _)) = rest.split_once(')') else {
        return false;
    };
    let parameters: Vec<&str> = parameters
        .split(',')
        .map(|parameter| parameter.split(':').next().unwrap_or_default().trim())
        .filter(|parameter| !parameter.is_empty())
        .collect();
    parameters == names
}

/// `app = App()` of a class that is called as an application is.
fn instance(code: &[&str]) -> Option<(String, Interface)> {
    let mut class = None;
    let mut apps: Vec<(&str, Interface)> = Vec::new();
    for line in code {
        if let Some(rest) = line.strip_prefix("class ") {
            class = rest.split(['(', ':']).next().map(str::trim);
        }
        let line = line.trim_start();
        let asgi = line.strip_prefix("async def __call__(self, ");
        let wsgi = line.strip_prefix("def __call__(self, ");
        let interface = match (asgi, wsgi) {
            (Some(rest), _) if takes(rest, &["scope", "receive", "send"]) => Interface::Asgi,
            (_, Some(rest)) if takes(rest, &["environ", "start_response"]) => Interface::Wsgi,
            _ => continue,
        };
        apps.extend(class.map(|class| (class, interface)));
    }
    // The last: what wraps the others.
    code.iter().rev().find_map(|line| {
        let (name, value) = assigned(line)?;
        let made = value.split('(').next()?;
        let (_, interface) = apps.iter().find(|(class, _)| *class == made)?;
        Some((name.to_owned(), *interface))
    })
}

/// A path that the application has a route for: `/` if it says nothing else.
fn path(code: &[&str], name: &str) -> String {
    let starts = [
        format!("@{name}.get("),
        format!("@{name}.route("),
        "Route(".to_owned(),
    ];
    let paths = code.iter().filter_map(|line| {
        let line = line.trim_start();
        let rest = starts
            .iter()
            .find_map(|start| line.strip_prefix(start.as_str()))?;
        let quote = rest
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split(quote).next()
    });
    let paths: Vec<&str> = paths
        .filter(|path| path.starts_with('/') && !path.contains(['{', '<', ' ']))
        .collect();
    match paths.contains(&"/") {
        true => "/".to_owned(),
        false => paths.first().copied().unwrap_or("/").to_owned(),
    }
}

#[cfg(test)]
#[path = "serving_tests.rs"]
mod tests;
