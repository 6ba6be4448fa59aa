//! The bytes of a request.

use super::{cookies::Jar, form, options::Config, trouble::Trouble};
use crate::http::{Url, basic};

/// What curl calls itself.
const AGENT: &str = "curl/8.23.0";

/// What is asked, which redirects may change.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    /// GET, HEAD, POST or PUT: what is meant, whatever `-X` says.
    pub meant: &'static str,
    pub body: Option<Body>,
    /// Whether credentials and cookies of the command line go along: not to another host.
    pub trusted: bool,
}

/// What is sent along.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub bytes: Vec<u8>,
    /// Where nobody says another.
    pub kind: Option<String>,
}

impl Asking {
    /// What the options ask for.
    ///
    /// # Errors
    /// Where a file is missing.
    pub fn of(
        config: &Config,
        upload: Option<&Option<Vec<u8>>>,
        seed: u64,
    ) -> Result<Asking, Trouble> {
        let missing = || Trouble::new(26, "Failed to open/read local data from file/application");
        let body = if let Some(bytes) = upload {
            Some(Body {
                bytes: bytes.clone().ok_or_else(missing)?,
                kind: None,
            })
        } else if !config.form.is_empty() {
            let boundary = form::boundary(seed);
            Some(Body {
                bytes: form::body(&config.form, &boundary).ok_or_else(missing)?,
                kind: Some(format!("multipart/form-data; boundary={boundary}")),
            })
        } else {
            config
                .data
                .as_ref()
                .filter(|_| !config.get && !config.head)
                .map(|bytes| Body {
                    bytes: bytes.clone(),
                    kind: Some("application/x-www-form-urlencoded".to_owned()),
                })
        };
        Ok(Asking {
            meant: config.inferred_method(upload.is_some()),
            body,
            trusted: true,
        })
    }

    /// The method that is written.
    pub fn method<'a>(&'a self, config: &'a Config) -> &'a str {
        config.method.as_deref().unwrap_or(self.meant)
    }

    /// Head and body of the request. `cookies`: those that were set before.
    pub fn write(&self, config: &Config, url: &Url, jar: &Jar, date: f64) -> (Vec<u8>, Vec<u8>) {
        let mut fields = config.fields.clone();
        if config.json {
            for (name, value) in [
                ("Content-Type", "application/json"),
                ("Accept", "application/json"),
            ] {
                if custom(&fields, name).is_none() {
                    fields.push(format!("{name}: {value}"));
                }
            }
        }
        let target = match &config.target {
            Some(target) => target.clone(),
            None => url.target(),
        };
        let minor = if config.http_1_0 { 0 } else { 1 };
        let mut head = format!("{} {target} HTTP/1.{minor}\r\n", self.method(config));
        let host = match custom(&fields, "host") {
            // Another host's name takes the place of this one's.
            Some(value) if self.trusted => Some(value.to_owned()).filter(|value| !value.is_empty()),
            _ => Some(url.authority()),
        };
        if let Some(host) = host {
            head.push_str(&format!("Host: {host}\r\n"));
        }
        let mut add = |name: &str, value: Option<String>| {
            if let (None, Some(value)) = (custom(&fields, name), value) {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        };
        add("Authorization", self.authorization(config, url));
        add(
            "Range",
            config.range.as_ref().map(|range| format!("bytes={range}")),
        );
        let agent = config.agent.clone().unwrap_or_else(|| AGENT.to_owned());
        add("User-Agent", Some(agent).filter(|agent| !agent.is_empty()));
        add("Accept", Some("*/*".to_owned()));
        if config.te {
            add("TE", Some("gzip".to_owned()));
            add("Connection", Some("TE".to_owned()));
        }
        add(
            "Accept-Encoding",
            config.compressed.then(|| "deflate, gzip".to_owned()),
        );
        add(
            "Referer",
            config.referer.clone().filter(|referer| !referer.is_empty()),
        );
        let mut cookies = jar.cookies_for(url, date);
        if self.trusted {
            cookies.extend(config.cookies.iter().cloned());
        }
        if !cookies.is_empty() && custom(&fields, "cookie").is_none() {
            head.push_str(&format!("Cookie: {}\r\n", cookies.join("; ")));
        }
        for field in &fields {
            if let Some(line) = self.custom_line(field) {
                head.push_str(&line);
            }
        }
        let mut sent = Vec::new();
        if let Some(body) = &self.body {
            let chunked = custom(&fields, "transfer-encoding")
                .is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
            if chunked {
                if !body.bytes.is_empty() {
                    sent.extend(format!("{:x}\r\n", body.bytes.len()).bytes());
                    sent.extend(&body.bytes);
                    sent.extend(b"\r\n");
                }
                sent.extend(b"0\r\n\r\n");
            } else {
                if custom(&fields, "content-length").is_none() {
                    head.push_str(&format!("Content-Length: {}\r\n", body.bytes.len()));
                }
                sent.extend(&body.bytes);
            }
            if let (None, Some(kind)) = (custom(&fields, "content-type"), &body.kind) {
                head.push_str(&format!("Content-Type: {kind}\r\n"));
            }
        }
        head.push_str("\r\n");
        (head.into_bytes(), sent)
    }

    fn authorization(&self, config: &Config, url: &Url) -> Option<String> {
        if let Some(credentials) = &url.credentials {
            let decoded = decoded(credentials);
            return Some(basic(&if decoded.contains(':') {
                decoded
            } else {
                decoded + ":"
            }));
        }
        if !self.trusted {
            return None;
        }
        if let Some(token) = &config.bearer {
            return Some(format!("Bearer {token}"));
        }
        config.user.as_ref().map(|user| {
            // Nobody can be asked for a password here: one that is not said is empty.
            basic(&if user.contains(':') {
                user.clone()
            } else {
                format!("{user}:")
            })
        })
    }

    /// The name that `Authorization` is made of, for those who want to see.
    pub fn user<'a>(&self, config: &'a Config, url: &'a Url) -> Option<&'a str> {
        let credentials = match &url.credentials {
            Some(credentials) => Some(credentials),
            None => config
                .user
                .as_ref()
                .filter(|_| self.trusted && config.bearer.is_none()),
        };
        credentials.and_then(|credentials| credentials.split(':').next())
    }

    /// A field of `-H` as it is sent: one without a value takes a field away, one that ends in a semicolon is empty.
    fn custom_line(&self, field: &str) -> Option<String> {
        let (name, value) = match field.split_once(':') {
            Some((name, value)) => (name, value),
            None => {
                return field
                    .trim_end()
                    .strip_suffix(';')
                    .map(|name| format!("{name}:\r\n"));
            }
        };
        let secret = ["authorization", "cookie"];
        if value.trim().is_empty()
            || name.eq_ignore_ascii_case("host")
            || (!self.trusted && secret.iter().any(|one| name.eq_ignore_ascii_case(one)))
        {
            return None;
        }
        Some(format!("{field}\r\n"))
    }
}

/// What `-H` says of a field: empty where it takes it away.
fn custom<'a>(fields: &'a [String], name: &str) -> Option<&'a str> {
    fields.iter().find_map(|field| {
        let (one, value) = field.split_once([':', ';'])?;
        one.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let pair = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
