//! A request.

use crate::http::Form;
use percent_encoding::percent_decode_str;

/// A request's first line and fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// `GET`, `POST`, …
    pub method: String,
    /// What is asked for, as it was sent.
    pub target: String,
    /// 0 or 1: HTTP/1.0 or HTTP/1.1.
    pub minor: u8,
    /// The fields in their order, each byte of a value a character.
    pub fields: Vec<(String, String)>,
}

impl Head {
    /// The value of a field, the first of several.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields_of(name).next()
    }

    /// All values of a field.
    pub fn fields_of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields
            .iter()
            .filter(move |(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Whether a field that is a list of words has that one.
    pub fn says(&self, name: &str, word: &str) -> bool {
        self.fields_of(name)
            .flat_map(|value| value.split(','))
            .any(|one| one.trim().eq_ignore_ascii_case(word))
    }
}

/// A whole request, as a site reads it.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its first line and fields.
    pub head: Head,
    /// Its body, out of its chunks.
    pub body: Vec<u8>,
    /// Whether it came by TLS.
    pub secure: bool,
    /// The name that the connection was made to.
    pub host: String,
    /// When it was whole, in seconds since 1970.
    pub time: f64,
    /// The address that it came from, as the world outside sees it.
    pub origin: String,
}

impl Request {
    /// `GET`, `POST`, …
    pub fn method(&self) -> &str {
        &self.head.method
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.head.field(name)
    }

    /// Path and query, without what a proxy would be told.
    fn local(&self) -> &str {
        let target = &self.head.target;
        match target.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
            None => target,
        }
    }

    /// The path as it was sent.
    pub fn raw_path(&self) -> &str {
        self.local().split(['?', '#']).next().unwrap_or_default()
    }

    /// The path, `%20` a space.
    pub fn path(&self) -> String {
        decoded(self.raw_path())
    }

    /// The parts of the path, `%2F` a slash in one of them.
    pub fn segments(&self) -> Vec<String> {
        self.raw_path()
            .trim_start_matches('/')
            .split('/')
            .map(decoded)
            .collect()
    }

    /// What follows the question mark, as it was sent.
    pub fn raw_query(&self) -> &str {
        let local = self.local();
        let local = local.split('#').next().unwrap_or_default();
        local.split_once('?').map_or("", |(_, query)| query)
    }

    /// What is asked by the query, in its order.
    pub fn query(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(self.raw_query().as_bytes())
            .into_owned()
            .collect()
    }

    /// The first value of that name in the query.
    pub fn asked(&self, name: &str) -> Option<String> {
        self.query()
            .into_iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// A number in the query.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.asked(name)?.trim().parse().ok()
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// The host as the request names it.
    pub fn authority(&self) -> &str {
        self.field("host").unwrap_or(&self.host)
    }

    /// The whole address.
    pub fn url(&self) -> String {
        format!("{}://{}{}", self.scheme(), self.authority(), self.local())
    }

    /// What its form says, if its body is one.
    pub fn form(&self) -> Option<Form> {
        Form::read(self.field("content-type").unwrap_or_default(), &self.body)
    }

    /// The cookies it brings.
    pub fn cookies(&self) -> Vec<(String, String)> {
        self.head
            .fields_of("cookie")
            .flat_map(|value| value.split(';'))
            .filter_map(|cookie| cookie.split_once('='))
            .map(|(name, value)| {
                (
                    name.trim().to_owned(),
                    value.trim().trim_matches('"').to_owned(),
                )
            })
            .collect()
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
