//! An answer.

use crate::json::Json;
use machine::{Seconds, net::Conversation};

/// What a site answers. Date, length and connection are the server's to add.
pub struct Response {
    /// The status.
    pub status: u16,
    /// The fields in their order.
    pub fields: Vec<(String, String)>,
    /// What is in it.
    pub body: Body,
    /// Virtual seconds that the site takes for it, besides what it takes for every answer.
    pub after: Seconds,
    /// Whether the connection ends with it, whatever the client wants.
    pub closes: bool,
    /// The protocol that the connection speaks from here on (101 only).
    pub upgrade: Option<Box<dyn Conversation>>,
}

/// What is in an answer.
#[derive(Debug, PartialEq)]
pub enum Body {
    /// All at once.
    Whole(Vec<u8>),
    /// In pieces, each so many virtual seconds after the one before. With a length where it is known, otherwise in chunks.
    Pieces {
        /// The pieces.
        pieces: Vec<(Seconds, Vec<u8>)>,
        /// How long all of it is said to be.
        length: Option<usize>,
    },
}

impl Response {
    /// An empty answer.
    pub fn new(status: u16) -> Response {
        Response {
            status,
            fields: Vec::new(),
            body: Body::Whole(Vec::new()),
            after: 0.0,
            closes: false,
            upgrade: None,
        }
    }

    /// Bytes of a kind.
    pub fn bytes(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Response {
        let mut response = Response::new(status).with("Content-Type", kind);
        response.body = Body::Whole(body.into());
        response
    }

    /// A page.
    pub fn html(status: u16, body: impl Into<Vec<u8>>) -> Response {
        Response::bytes(status, "text/html; charset=utf-8", body)
    }

    /// Plain text.
    pub fn text(status: u16, body: impl Into<Vec<u8>>) -> Response {
        Response::bytes(status, "text/plain; charset=utf-8", body)
    }

    /// JSON in one line, as most interfaces send it.
    pub fn json(status: u16, body: &Json) -> Response {
        Response::bytes(status, "application/json; charset=utf-8", body.to_compact())
    }

    /// JSON, two spaces deeper at each level.
    pub fn pretty_json(status: u16, body: &Json) -> Response {
        Response::bytes(status, "application/json; charset=utf-8", body.to_pretty())
    }

    /// Another address to go to.
    pub fn redirect(status: u16, to: &str) -> Response {
        Response::new(status)
            .with("Content-Type", "text/html; charset=utf-8")
            .with("Location", to)
    }

    /// With one more field.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Response {
        // What would end the field would begin another.
        let value: String = value
            .into()
            .chars()
            .filter(|letter| !matches!(letter, '\r' | '\n' | '\0'))
            .collect();
        self.fields.push((name.to_owned(), value));
        self
    }

    /// So many virtual seconds later.
    #[must_use]
    pub fn after(mut self, seconds: Seconds) -> Response {
        self.after += seconds;
        self
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// The words that go with a status.
pub fn reason(status: u16) -> &'static str {
    REASONS
        .iter()
        .find(|(known, _)| *known == status)
        .map_or("Unknown", |(_, words)| words)
}

/// The statuses that are registered.
const REASONS: [(u16, &str); 62] = [
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi-Status"),
    (208, "Already Reported"),
    (226, "IM Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (305, "Use Proxy"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Content Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (418, "I'm a Teapot"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Content"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "HTTP Version Not Supported"),
    (506, "Variant Also Negotiates"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (510, "Not Extended"),
    (511, "Network Authentication Required"),
];
