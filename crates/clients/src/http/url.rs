//! Where something is, read as curl reads it.

use std::fmt;

/// How a server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    pub fn name(self) -> &'static str {
        match self {
            Scheme::Http => "http",
            Scheme::Https => "https",
        }
    }

    pub fn port(self) -> u16 {
        match self {
            Scheme::Http => 80,
            Scheme::Https => 443,
        }
    }
}

/// A URL of a scheme that is spoken here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Url {
    pub scheme: Scheme,
    /// `name:password` as it was written, where there is one.
    pub credentials: Option<String>,
    /// In lower case; an IPv6 address without its brackets.
    pub host: String,
    /// Only where it is written.
    pub port: Option<u16>,
    /// From the slash on, without dots that lead nowhere.
    pub path: String,
    /// After the question mark, where there is one.
    pub query: Option<String>,
}

/// Why a text is no URL, with curl's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UrlError {
    Rejected(&'static str),
    /// Its scheme is not spoken here.
    Scheme(String),
}

const BAD_PORT: UrlError =
    UrlError::Rejected("Port number was not a decimal number between 0 and 65535");

impl Url {
    /// Reads a URL as it is typed: without a scheme it is one of `default`.
    ///
    /// # Errors
    /// What curl rejects it for.
    pub fn typed(text: &str, default: Scheme, as_is: bool) -> Result<Url, UrlError> {
        let (scheme, rest) = match scheme_of(text) {
            Some((scheme, rest)) => (scheme?, rest),
            None => (default, text),
        };
        let rest = rest.trim_start_matches('/');
        Url::read(scheme, rest, as_is)
    }

    /// What `location` means in an answer from here (RFC 3986, section 5).
    ///
    /// # Errors
    /// What curl rejects it for.
    pub fn resolve(&self, location: &str) -> Result<Url, UrlError> {
        if let Some((scheme, rest)) = scheme_of(location) {
            return Url::read(scheme?, rest.trim_start_matches('/'), false);
        }
        if let Some(rest) = location.strip_prefix("//") {
            return Url::read(self.scheme, rest, false);
        }
        let location = location.split('#').next().unwrap_or_default();
        let (path, query) = split_query(location);
        let path = if path.is_empty() {
            self.path.clone()
        } else if path.starts_with('/') {
            path.to_owned()
        } else {
            let end = self.path.rfind('/').map_or(0, |at| at + 1);
            format!("{}{path}", &self.path[..end])
        };
        let query = match (location.is_empty(), query) {
            (true, _) => self.query.clone(),
            (false, query) => query.map(|query| quoted(query, true)),
        };
        Ok(Url {
            path: without_dots(&quoted(&path, false)),
            query,
            ..self.clone()
        })
    }

    fn read(scheme: Scheme, rest: &str, as_is: bool) -> Result<Url, UrlError> {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let (credentials, place) = match authority.rsplit_once('@') {
            Some((credentials, place)) => (Some(credentials.to_owned()), place),
            None => (None, authority),
        };
        let (host, port) = place_of(place)?;
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = split_query(rest);
        if path.bytes().any(is_never_in_url) {
            return Err(UrlError::Rejected("Bad path"));
        }
        if query.is_some_and(|query| query.bytes().any(is_never_in_url)) {
            return Err(UrlError::Rejected("Bad query"));
        }
        let path = if path.is_empty() { "/" } else { path };
        let path = quoted(path, false);
        Ok(Url {
            scheme,
            credentials,
            host,
            port,
            path: if as_is { path } else { without_dots(&path) },
            query: query.map(|query| quoted(query, true)),
        })
    }

    /// The port that is connected to.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or_else(|| self.scheme.port())
    }

    /// What a request asks for: path and query.
    pub fn target(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }

    /// The host in brackets where it needs them.
    pub fn bracketed(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]", self.host)
        } else {
            self.host.clone()
        }
    }

    /// The value of `Host`: the port only where it is not the usual one.
    pub fn authority(&self) -> String {
        if self.port() == self.scheme.port() {
            self.bracketed()
        } else {
            format!("{}:{}", self.bracketed(), self.port())
        }
    }

    /// Whether a connection to one serves the other.
    pub fn is_same_server(&self, other: &Url) -> bool {
        self.scheme == other.scheme && self.host == other.host && self.port() == other.port()
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://", self.scheme.name())?;
        if let Some(credentials) = &self.credentials {
            write!(f, "{credentials}@")?;
        }
        f.write_str(&self.bracketed())?;
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        f.write_str(&self.target())
    }
}

/// The scheme where one is written, and what follows it.
fn scheme_of(text: &str) -> Option<(Result<Scheme, UrlError>, &str)> {
    let (name, rest) = text.split_once("://").or_else(|| {
        // One slash is as good as two; a host with a port has none.
        text.split_once(":/")
    })?;
    if name.is_empty()
        || !name.starts_with(|first: char| first.is_ascii_alphabetic())
        || !name
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one))
    {
        return None;
    }
    let scheme = match name.to_ascii_lowercase().as_str() {
        "http" => Ok(Scheme::Http),
        "https" => Ok(Scheme::Https),
        other => Err(UrlError::Scheme(other.to_owned())),
    };
    Some((scheme, rest))
}

fn place_of(place: &str) -> Result<(String, Option<u16>), UrlError> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest
                .split_once(']')
                .ok_or(UrlError::Rejected("Bad IPv6 address"))?;
            if host.parse::<std::net::Ipv6Addr>().is_err() {
                return Err(UrlError::Rejected("Bad IPv6 address"));
            }
            match after.strip_prefix(':') {
                Some(port) => (host, Some(port)),
                None if after.is_empty() => (host, None),
                None => return Err(BAD_PORT),
            }
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let port = match port {
        None | Some("") => None,
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(digits.parse().map_err(|_| BAD_PORT)?)
        }
        Some(_) => return Err(BAD_PORT),
    };
    if host.is_empty() {
        return Err(UrlError::Rejected("No host present"));
    }
    if !place.starts_with('[')
        && host
            .bytes()
            .any(|byte| is_never_in_url(byte) || b"[]{}|\\^`\"<>!$&'()*+,;=#?@%".contains(&byte))
    {
        return Err(UrlError::Rejected("Bad hostname"));
    }
    Ok((host.to_ascii_lowercase(), port))
}

fn is_never_in_url(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7F
}

fn split_query(text: &str) -> (&str, Option<&str>) {
    match text.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (text, None),
    }
}

/// Bytes beyond ASCII, and spaces where a server sent them, as they travel.
fn quoted(text: &str, query: bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' if query => out.push('+'),
            b' ' | 0x80.. => out.push_str(&format!("%{byte:02X}")),
            _ => out.push(char::from(byte)),
        }
    }
    out
}

/// RFC 3986, section 5.2.4.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.split('/').skip(1).peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match part {
            "." | "%2e" | "%2E" => {
                if last {
                    kept.push("");
                }
            }
            ".." => {
                kept.pop();
                if last {
                    kept.push("");
                }
            }
            _ => kept.push(part),
        }
    }
    format!("/{}", kept.join("/"))
}
