//! Commands that fit a script: what an empty terminal offers.

use super::serving::unserved;
use playground::Typed;

/// Two or three commands for an empty terminal.
pub fn commands(terminal: u32, source: &str, typed: &[Typed]) -> Vec<String> {
    let address = address(source, typed);
    let served = typed.iter().any(|typed| is_server(&typed.line));
    match (terminal, unserved(source)) {
        (1, Some(app)) => {
            let command = app.command();
            let with_workers = format!("{command} --workers 4");
            let workers = command.starts_with("uvicorn").then_some(with_workers);
            [Some(command), workers].into_iter().flatten().collect()
        }
        (1, None) => ["python main.py", "ls", "cat main.py"]
            .map(str::to_owned)
            .into(),
        _ if served => vec![
            format!("curl -i {address}"),
            format!("hey -n 200 -c 20 {address}"),
        ],
        _ => ["python main.py", "ls"].map(str::to_owned).into(),
    }
}

/// Whether a command serves until it is interrupted, as far as it tells.
pub fn is_server(line: &str) -> bool {
    [
        "uvicorn ",
        "waitress-serve ",
        "fastapi ",
        "flask ",
        "hypercorn ",
        "gunicorn ",
    ]
    .iter()
    .any(|server| line.contains(server))
        || line.starts_with("python")
}

/// Where what is typed is served, as far as that tells.
pub fn address(source: &str, typed: &[Typed]) -> String {
    let app = unserved(source);
    let path = app.as_ref().map_or("/", |app| app.path.as_str());
    let said = typed.iter().rev().find_map(|typed| port(&typed.line));
    let usual = app.as_ref().map_or(8000, |app| app.port());
    format!("http://127.0.0.1:{}{path}", said.unwrap_or(usual))
}

/// The port of `--port 8080` or `--port=8080`.
fn port(line: &str) -> Option<u32> {
    let (_, rest) = line.split_once("--port")?;
    let digits = rest.trim_start_matches(['=', ' ']);
    let end = digits
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(digits.len());
    digits[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: &str = "app = FastAPI()\n\n@app.get(\"/books\")\n";

    fn typed(line: &str) -> Vec<Typed> {
        vec![Typed {
            terminal: 1,
            line: line.to_owned(),
        }]
    }

    #[test]
    fn an_application_is_offered_to_be_served() {
        assert_eq!(
            commands(1, APP, &[]),
            ["uvicorn main:app", "uvicorn main:app --workers 4"]
        );
        assert_eq!(commands(1, "print()\n", &[])[0], "python main.py");
    }

    #[test]
    fn beside_a_server_a_client_is_offered() {
        assert_eq!(
            commands(2, APP, &typed("uvicorn main:app")),
            [
                "curl -i http://127.0.0.1:8000/books",
                "hey -n 200 -c 20 http://127.0.0.1:8000/books"
            ]
        );
        assert_eq!(
            commands(2, "", &typed("python main.py --port=9000"))[0],
            "curl -i http://127.0.0.1:9000/"
        );
        assert_eq!(commands(2, APP, &[])[0], "python main.py");
    }
}
