//! The command that a page's request comes to.

use crate::ui::client::{
    command::{self, quoted},
    form::{Form, Load, METHODS},
};
use serde::Deserialize;

/// A request, as a page makes it: `Asked` of `pages/said.ts`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Asked {
    /// Its method.
    pub method: String,
    /// Where to, whole.
    pub url: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// What is sent along, as text.
    pub body: Option<String>,
    /// What is sent along as a form in parts.
    pub pieces: Option<Vec<Piece>>,
}

/// A part of such a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Piece {
    /// The field's name.
    pub name: String,
    /// What it has, or the file.
    pub value: String,
    /// The file's name.
    pub file: Option<String>,
    /// What the file is.
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

impl Asked {
    /// One that only reads.
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            method: "GET".to_owned(),
            url: url.into(),
            ..Self::default()
        }
    }

    /// Whether it only reads.
    pub fn only_reads(&self) -> bool {
        ["GET", "HEAD", "OPTIONS"].contains(&self.method.as_str())
    }

    /// The same at another place, where a redirection leads: with what was sent, or without.
    pub fn led_to(&self, url: String, with_body: bool) -> Self {
        match with_body {
            true => Self {
                url,
                ..self.clone()
            },
            false => Self::get(url),
        }
    }

    /// `curl` for it.
    ///
    /// # Errors
    /// What cannot be sent, for the reader.
    pub fn command(&self, cookies: Option<&str>) -> Result<String, String> {
        if !METHODS.contains(&self.method.as_str()) {
            return Err(format!("{} cannot be sent here.", self.method));
        }
        let field = |(name, value): &(String, String)| format!("{name}: {value}");
        let fields: Vec<String> = self.fields.iter().map(field).collect();
        let mut form = Form {
            method: self.method.clone(),
            address: self.url.clone(),
            fields: fields.join("\n"),
            body: self.body.clone().unwrap_or_default(),
            load: Load::default(),
        };
        let pieces = self.pieces.as_deref().unwrap_or_default();
        if !pieces.is_empty() && form.method == "POST" {
            // What -F sends is sent by POST.
            "GET".clone_into(&mut form.method);
        }
        let mut words = vec![command::curl(&form)?];
        words.extend(cookies.map(|cookies| format!("-b {}", quoted(cookies))));
        for piece in pieces {
            words.push(piece.words()?);
        }
        Ok(words.join(" "))
    }
}

impl Piece {
    fn words(&self) -> Result<String, String> {
        let Self { name, value, .. } = self;
        match &self.file {
            Some(file) if value.contains(['\0', '\u{fffd}']) => Err(format!(
                "“{file}” is no text: only files of text can be sent here."
            )),
            Some(file) => {
                let text = value.replace('"', "\\\"");
                let kind = self.kind.as_deref().unwrap_or("application/octet-stream");
                let said = format!("{name}=\"{text}\";filename=\"{file}\";type={kind}");
                Ok(format!("-F {}", quoted(&said)))
            }
            // To -F these say something.
            None if value.starts_with(['@', '<', '"']) || value.contains(';') => Ok(format!(
                "--form-string {}",
                quoted(&format!("{name}={value}"))
            )),
            None => Ok(format!("-F {}", quoted(&format!("{name}={value}")))),
        }
    }
}

/// Scheme, host and port of an address.
pub fn origin(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url[host..].find(['/', '?', '#']);
    Some(end.map_or(url, |end| &url[..host + end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &str, fields: &[(&str, &str)], body: Option<&str>) -> Asked {
        let field = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Asked {
            method: method.to_owned(),
            url: "http://h:8000/a".to_owned(),
            fields: fields.iter().map(field).collect(),
            body: body.map(str::to_owned),
            pieces: None,
        }
    }

    #[test]
    fn requests_are_commands() {
        for (asked, cookies, command) in [
            (
                asked("GET", &[("accept", "*/*")], None),
                None,
                "curl -i http://h:8000/a -H 'accept: */*'",
            ),
            (
                asked(
                    "POST",
                    &[("content-type", "application/json")],
                    Some("{\n  \"a\": 1\n}"),
                ),
                Some("s=1"),
                "curl -i http://h:8000/a -H 'content-type: application/json' -d '{ \"a\": 1 }' -b s=1",
            ),
            (
                asked("DELETE", &[], None),
                None,
                "curl -i -X DELETE http://h:8000/a",
            ),
        ] {
            assert_eq!(asked.command(cookies).as_deref(), Ok(command));
        }
        assert!(asked("TRACE", &[], None).command(None).is_err());
    }

    #[test]
    fn forms_in_parts_are_forms_of_curls() {
        let piece = |name: &str, value: &str, file: Option<&str>| Piece {
            name: name.to_owned(),
            value: value.to_owned(),
            file: file.map(str::to_owned),
            kind: file.map(|_| "text/csv".to_owned()),
        };
        let mut form = asked("POST", &[], None);
        form.pieces = Some(vec![
            piece("a", "1 2", None),
            piece("b", "@x;y", None),
            piece("c", "q\"r", Some("t.csv")),
        ]);
        assert_eq!(
            form.command(None).unwrap(),
            r#"curl -i http://h:8000/a -F 'a=1 2' --form-string 'b=@x;y' -F 'c="q\"r";filename="t.csv";type=text/csv'"#
        );
        form.pieces = Some(vec![piece("c", "\0", Some("t.png"))]);
        assert!(form.command(None).unwrap_err().contains("t.png"));
    }

    #[test]
    fn a_page_is_read_in_json() {
        let json = r#"{"method":"POST","url":"http://h/","fields":[],"pieces":[{"name":"a","value":"b","file":"c","type":"d"}]}"#;
        let asked: Asked = serde_json::from_str(json).unwrap();
        assert_eq!(asked.pieces.unwrap()[0].kind.as_deref(), Some("d"));
    }

    #[test]
    fn origins_end_before_the_path() {
        assert_eq!(origin("http://h:8000/a?b"), Some("http://h:8000"));
        assert_eq!(origin("http://h"), Some("http://h"));
        assert_eq!(origin("h/a"), None);
    }
}
