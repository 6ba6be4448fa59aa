//! The command that a form comes to, as a lesson would print it.

use super::form::{Form, Numbers};
use serde_json::Value;

/// `curl` for one request.
///
/// # Errors
/// What is missing, for the reader.
pub fn curl(form: &Form) -> Result<String, String> {
    let address = address(form)?;
    let (method, body) = (form.method.as_str(), form.body.trim());
    let mut words = vec!["curl".to_owned()];
    words.push(if method == "HEAD" { "-I" } else { "-i" }.to_owned());
    // curl reads more than one URL into brackets and braces.
    if address.contains(['[', ']', '{', '}']) {
        words.push("-g".to_owned());
    }
    let inferred = if body.is_empty() { "GET" } else { "POST" };
    if method != inferred && method != "HEAD" {
        words.extend(["-X".to_owned(), method.to_owned()]);
    }
    words.push(quoted(&address));
    words.extend(fields(form, body)?);
    if !body.is_empty() {
        // A file is meant by an @ at the beginning, but not here.
        let option = if body.starts_with('@') {
            "--data-raw"
        } else {
            "-d"
        };
        words.extend([option.to_owned(), quoted(&shortened(body))]);
    }
    Ok(words.join(" "))
}

/// `hey` for a load.
///
/// # Errors
/// What is missing or cannot be, for the reader.
pub fn hey(form: &Form) -> Result<String, String> {
    let address = address(form)?;
    let address = if address.contains("://") {
        address
    } else {
        format!("http://{address}")
    };
    let Numbers {
        requests,
        at_once,
        rate,
        seconds,
    } = form.load.numbers()?;
    let body = form.body.trim();
    let mut words = vec!["hey".to_owned()];
    match (requests, seconds) {
        (_, Some(seconds)) => words.extend(["-z".to_owned(), format!("{seconds}s")]),
        (Some(requests), None) => words.extend(["-n".to_owned(), requests.to_string()]),
        (None, None) => {}
    }
    words.extend(["-c".to_owned(), at_once.to_string()]);
    if let Some(rate) = rate {
        // hey's rate is each worker's.
        let each = rate / f64::from(at_once);
        words.extend(["-q".to_owned(), format!("{}", (each * 1e6).round() / 1e6)]);
    }
    if form.method != "GET" {
        words.extend(["-m".to_owned(), form.method.clone()]);
    }
    words.extend(fields(form, body)?);
    if !body.is_empty() {
        words.extend(["-d".to_owned(), quoted(&shortened(body))]);
    }
    words.push(quoted(&address));
    Ok(words.join(" "))
}

fn address(form: &Form) -> Result<String, String> {
    match form.address.trim() {
        "" => Err("Say where to: an address such as http://127.0.0.1:8000/.".to_owned()),
        address if address.contains(char::is_whitespace) => {
            Err("An address has no blanks: write %20 for one.".to_owned())
        }
        address => Ok(address.to_owned()),
    }
}

/// `-H` for each field; and for what the body is, where that is JSON and nobody says so.
fn fields(form: &Form, body: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut has_kind = false;
    for line in form.fields.lines().map(str::trim) {
        if line.is_empty() {
            continue;
        }
        let name = line.split_once(':').map(|(name, _)| name.trim());
        let name = name.filter(|name| !name.is_empty() && !name.contains(char::is_whitespace));
        let name = name.ok_or_else(|| format!("“{line}” is no header: write “Name: value”."))?;
        has_kind |= name.eq_ignore_ascii_case("content-type");
        words.extend(["-H".to_owned(), quoted(line)]);
    }
    if !has_kind && is_json(body) {
        words.extend(["-H".to_owned(), quoted("Content-Type: application/json")]);
    }
    Ok(words)
}

fn is_json(body: &str) -> bool {
    body.starts_with(['{', '[']) && serde_json::from_str::<Value>(body).is_ok()
}

/// JSON on one line: outside its strings, what lies between its parts says nothing, and in them no line ends.
fn shortened(body: &str) -> String {
    if !is_json(body) {
        return body.to_owned();
    }
    let lines: Vec<&str> = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}

/// A word as a POSIX shell takes it for this text.
pub fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-./:=@%+,".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else if text.contains(char::is_control) {
        // As bash has it, on one line.
        let mut out = "$'".to_owned();
        for letter in text.chars() {
            match letter {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\'' | '\\' => out.extend(['\\', letter]),
                letter if letter.is_control() => {
                    out.push_str(&format!("\\u{:04x}", u32::from(letter)))
                }
                letter => out.push(letter),
            }
        }
        out + "'"
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::client::form::Load;

    fn form(method: &str, address: &str, fields: &str, body: &str) -> Form {
        Form {
            method: method.to_owned(),
            address: address.to_owned(),
            fields: fields.to_owned(),
            body: body.to_owned(),
            load: Load::default(),
        }
    }

    const BOOKS: &str = "http://127.0.0.1:8000/books";

    #[test]
    fn one_request_is_a_curl_command() {
        for (form, command) in [
            (form("GET", BOOKS, "", ""), format!("curl -i {BOOKS}")),
            (form("HEAD", BOOKS, "", ""), format!("curl -I {BOOKS}")),
            (
                form("DELETE", "127.0.0.1:8000/books/1", "", ""),
                "curl -i -X DELETE 127.0.0.1:8000/books/1".to_owned(),
            ),
            (
                form("POST", BOOKS, "", ""),
                format!("curl -i -X POST {BOOKS}"),
            ),
            (
                form(
                    "POST",
                    BOOKS,
                    "",
                    "{\n  \"title\": \"It's\",\n  \"year\": 1986\n}\n",
                ),
                format!(
                    r#"curl -i {BOOKS} -H 'Content-Type: application/json' -d '{{ "title": "It'\''s", "year": 1986 }}'"#
                ),
            ),
            (
                form(
                    "PUT",
                    BOOKS,
                    "content-type: text/plain\n\n X-A: b ",
                    "a\nb'c",
                ),
                format!(
                    r"curl -i -X PUT {BOOKS} -H 'content-type: text/plain' -H 'X-A: b' -d $'a\nb\'c'"
                ),
            ),
            (
                form("POST", BOOKS, "", "@x=1"),
                format!("curl -i {BOOKS} --data-raw @x=1"),
            ),
            (
                form("GET", "http://a/?q=[1]&n=2", "", ""),
                "curl -i -g 'http://a/?q=[1]&n=2'".to_owned(),
            ),
        ] {
            assert_eq!(curl(&form), Ok(command));
        }
    }

    #[test]
    fn a_load_is_a_hey_command() {
        let mut load = form("POST", "127.0.0.1:8000/books", "X-A: b", "{}");
        assert_eq!(
            hey(&load),
            Ok("hey -n 200 -c 20 -m POST -H 'X-A: b' -H 'Content-Type: application/json' -d '{}' http://127.0.0.1:8000/books".to_owned())
        );
        load = form("GET", BOOKS, "", "");
        load.load.rate = "50".to_owned();
        load.load.seconds = "2.5".to_owned();
        assert_eq!(hey(&load), Ok(format!("hey -z 2.5s -c 20 -q 2.5 {BOOKS}")));
        load.load.at_once = "0".to_owned();
        assert!(hey(&load).unwrap_err().contains("at once"));
    }

    #[test]
    fn what_cannot_be_sent_is_said() {
        for (form, word) in [
            (form("GET", " ", "", ""), "where to"),
            (form("GET", "http://a/b c", "", ""), "%20"),
            (form("GET", BOOKS, "X-A b", ""), "“X-A b”"),
            (form("GET", BOOKS, ": b", ""), "“: b”"),
        ] {
            assert!(curl(&form).unwrap_err().contains(word));
            assert!(hey(&form).unwrap_err().contains(word));
        }
    }
}
