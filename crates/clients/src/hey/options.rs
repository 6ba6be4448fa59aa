//! What a command line asks for.

use super::flags::{Complaint, Given, given, seconds, usage, wrong};
use crate::{
    http::{Scheme, Url, UrlError, basic},
    program::Files,
};

/// A load.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// How many requests each worker makes; `None`: as many as there is time for.
    pub each: Option<u64>,
    pub workers: u32,
    /// Virtual seconds between two requests of one worker; 0: at once.
    pub interval: f64,
    /// Virtual seconds after which no request begins.
    pub duration: Option<f64>,
    /// Virtual seconds for one request; `None`: for ever.
    pub timeout: Option<f64>,
    pub csv: bool,
    pub method: String,
    /// Names as Go writes them, in the order of the alphabet.
    pub fields: Vec<(String, String)>,
    pub host: Option<String>,
    pub body: Vec<u8>,
    pub compression: bool,
    pub keep_alive: bool,
    pub redirects: bool,
    /// As it was typed, for errors.
    pub typed: String,
    /// Where to; or why nowhere.
    pub url: Result<Url, String>,
}

/// How many requests a load by time makes of a server that answers in no time.
const MOST_IN_NO_TIME: f64 = 5_000.0;

impl Options {
    /// How long a worker of a load by time rests, in virtual seconds, after an answer that took no time: without that, the time
    /// would never be over.
    pub fn rest(&self) -> Option<f64> {
        let duration = self.duration.filter(|_| self.interval == 0.0)?;
        Some(duration * f64::from(self.workers) / MOST_IN_NO_TIME)
    }
}

/// Reads the arguments.
///
/// # Errors
/// What is said instead.
pub(super) fn parse(arguments: &[String], files: &dyn Files) -> Result<Options, Complaint> {
    let (given, typed) = given(arguments)?;
    let duration =
        match given.last("z") {
            None => None,
            Some(text) => Some(seconds(text).ok_or_else(|| {
                wrong(format!("invalid value \"{text}\" for flag -z: parse error"))
            })?)
            .filter(|duration| *duration > 0.0),
        };
    let (number, workers) = (given.number("n", 200_i64)?, given.number("c", 50_i64)?);
    let (rate, timeout) = (given.number("q", 0.0_f64)?, given.number("t", 20_i64)?);
    let Some(typed) = typed else {
        return Err(usage(""));
    };
    if duration.is_some() && workers <= 0 {
        return Err(usage("-c cannot be smaller than 1."));
    }
    if duration.is_none() {
        if number <= 0 || workers <= 0 {
            return Err(usage("-n and -c cannot be smaller than 1."));
        }
        if number < workers {
            return Err(usage("-n cannot be less than -c."));
        }
    }
    if given.last("h").is_some() {
        return Err(usage("Flag '-h' is deprecated, please use '-H' instead."));
    }
    for (name, why) in [
        ("x", "there are no proxies"),
        ("h2", "servers speak HTTP/1.1"),
    ] {
        if given.last(name).is_some() || given.has(name) {
            return Err(usage(&format!("-{name} is not available here: {why}.")));
        }
    }
    let fields = fields(&given)?;
    let body = match given.last("D") {
        Some(path) => files.read(path).ok_or_else(|| Complaint {
            text: format!("open {path}: no such file or directory\n"),
            code: 1,
        })?,
        None => given.last("d").unwrap_or_default().as_bytes().to_vec(),
    };
    let url = place(&typed)?;
    Ok(Options {
        each: duration
            .is_none()
            .then_some((number / workers.max(1)) as u64),
        workers: u32::try_from(workers).unwrap_or(u32::MAX),
        // Go waits whole microseconds.
        interval: if rate > 0.0 {
            (1e6 / rate).floor() / 1e6
        } else {
            0.0
        },
        duration,
        timeout: (timeout > 0).then_some(timeout as f64),
        csv: given.last("o") == Some("csv"),
        method: given.last("m").unwrap_or("GET").to_uppercase(),
        fields,
        host: given
            .last("host")
            .filter(|host| !host.is_empty())
            .map(str::to_owned),
        body,
        compression: !given.has("disable-compression"),
        keep_alive: !given.has("disable-keepalive"),
        redirects: !given.has("disable-redirects"),
        typed,
        url,
    })
}

fn fields(given: &Given) -> Result<Vec<(String, String)>, Complaint> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut set = |name: &str, value: &str| {
        let name = canonical(name);
        fields.retain(|(one, _)| *one != name);
        fields.push((name, value.to_owned()));
    };
    set("Content-Type", given.last("T").unwrap_or("text/html"));
    for (name, value) in &given.values {
        if *name == "H" {
            let pair = value
                .split_once(':')
                .map(|(name, value)| (name, value.trim_start()));
            let (name, value) = pair
                .filter(|(name, value)| !value.is_empty() && is_name(name))
                .ok_or_else(|| unparsed(value))?;
            set(name, value);
        }
    }
    if let Some(accept) = given.last("A").filter(|accept| !accept.is_empty()) {
        set("Accept", accept);
    }
    if let Some(credentials) = given
        .last("a")
        .filter(|credentials| !credentials.is_empty())
    {
        let fits = credentials
            .rsplit_once(':')
            .is_some_and(|(name, password)| {
                !name.is_empty()
                    && password.chars().count() > 1
                    && !password.starts_with(char::is_whitespace)
            });
        if !fits {
            return Err(unparsed(credentials));
        }
        set("Authorization", &basic(credentials));
    }
    fields.sort();
    let named = fields
        .iter()
        .find(|(name, _)| name == "User-Agent")
        .map(|(_, value)| value.clone());
    let agent = match (given.last("U").filter(|agent| !agent.is_empty()), named) {
        (Some(agent), _) => format!("{agent} hey/0.0.1"),
        (None, Some(agent)) => format!("{agent} hey/0.0.1"),
        (None, None) => "hey/0.0.1".to_owned(),
    };
    fields.retain(|(name, _)| name != "User-Agent");
    fields.push(("User-Agent".to_owned(), agent));
    Ok(fields)
}

fn unparsed(text: &str) -> Complaint {
    usage(&format!(
        "could not parse the provided input; input = {text}"
    ))
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || "_-".contains(one))
}

/// `x-request-id` as Go writes it: `X-Request-Id`.
fn canonical(name: &str) -> String {
    let mut begins = true;
    let mut out = String::new();
    for letter in name.chars() {
        out.push(if begins {
            letter.to_ascii_uppercase()
        } else {
            letter.to_ascii_lowercase()
        });
        begins = letter == '-';
    }
    out
}

/// What is asked; or why every request fails.
fn place(typed: &str) -> Result<Result<Url, String>, Complaint> {
    let Some((scheme, _)) = typed.split_once("://") else {
        let first = typed.split('/').next().unwrap_or_default();
        if first.contains(':') && !first.starts_with(|one: char| one.is_ascii_alphabetic()) {
            return Err(usage(&format!(
                "parse \"{typed}\": first path segment in URL cannot contain colon"
            )));
        }
        let scheme = first.split_once(':').map_or("", |(scheme, _)| scheme);
        return Ok(Err(format!("unsupported protocol scheme \"{scheme}\"")));
    };
    match Url::typed(typed, Scheme::Http, true) {
        Ok(url) => Ok(Ok(url)),
        Err(UrlError::Scheme(_)) => Ok(Err(format!("unsupported protocol scheme \"{scheme}\""))),
        Err(UrlError::Rejected("No host present")) => {
            Ok(Err("http: no Host in request URL".to_owned()))
        }
        Err(UrlError::Rejected(why)) => Err(usage(&format!("parse \"{typed}\": {why}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_gos() {
        assert_eq!(canonical("x-request-ID"), "X-Request-Id");
    }
}
