//! What a command line asks for.

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

/// Why a load does not begin.
pub(super) struct Complaint {
    pub text: String,
    pub code: i32,
}

const USAGE: &str = "Usage: hey [options...] <url>

Options:
  -n  How many requests, 200 if not said.
  -c  How many workers ask at the same time, 50 if not said; not more than requests.
  -q  Requests a second by each worker at most.
  -z  How long to ask, such as 10s or 3m, instead of a number.
  -o  \"csv\": a line for each request instead of a summary.

  -m  The method: GET, POST, PUT, DELETE, HEAD, OPTIONS.
  -H  A field of the request; may be given again.
  -t  Seconds after which a request is given up, 20 if not said; 0: never.
  -A  What to accept.
  -d  The body.
  -D  A file with the body.
  -T  The body's type, \"text/html\" if not said.
  -U  The user agent.
  -a  Basic authentication, name:password.

  -host                 The host's name to ask for.
  -disable-compression  Ask for no packing.
  -disable-keepalive    A connection for each request.
  -disable-redirects    Follow none.
";

const FLAGS: [&str; 4] = [
    "disable-compression",
    "disable-keepalive",
    "disable-redirects",
    "h2",
];
const VALUES: [&str; 18] = [
    "n", "c", "q", "z", "o", "m", "H", "t", "A", "d", "D", "T", "U", "a", "x", "host", "cpus", "h",
];

/// A wrong value, as Go's `flag` says it.
fn wrong(text: String) -> Complaint {
    Complaint {
        text: text + "\n" + USAGE,
        code: 2,
    }
}

/// What hey itself says.
fn usage(text: &str) -> Complaint {
    let said = if text.is_empty() {
        String::new()
    } else {
        format!("{text}\n\n")
    };
    Complaint {
        text: said + USAGE + "\n",
        code: 1,
    }
}

#[derive(Default)]
struct Given {
    values: Vec<(&'static str, String)>,
    flags: Vec<&'static str>,
}

impl Given {
    fn last(&self, name: &str) -> Option<&str> {
        let values = self.values.iter().rev();
        values
            .filter(|(one, _)| *one == name)
            .map(|(_, value)| value.as_str())
            .next()
    }

    fn has(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }

    fn number<T: std::str::FromStr>(&self, name: &str, usual: T) -> Result<T, Complaint> {
        match self.last(name) {
            None => Ok(usual),
            Some(text) => text.parse().map_err(|_| {
                wrong(format!(
                    "invalid value \"{text}\" for flag -{name}: parse error"
                ))
            }),
        }
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

/// Options as Go's `flag` reads them: `-n 5`, `--n 5`, `-n=5`; the first word that is none is the URL.
fn given(arguments: &[String]) -> Result<(Given, Option<String>), Complaint> {
    let mut given = Given::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let Some(name) = argument.strip_prefix('-').filter(|name| !name.is_empty()) else {
            return Ok((given, Some(argument.clone())));
        };
        if name == "-" {
            return Ok((given, rest.next().cloned()));
        }
        let name = name.strip_prefix('-').unwrap_or(name);
        let (name, value) = match name.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (name, None),
        };
        if let Some(flag) = FLAGS.iter().find(|flag| **flag == name) {
            if value.is_none_or(|value| {
                ["1", "t", "true", "T", "TRUE", "True"].contains(&value.as_str())
            }) {
                given.flags.push(flag);
            }
        } else if let Some(known) = VALUES.iter().find(|known| **known == name) {
            match value.or_else(|| rest.next().cloned()) {
                Some(value) => given.values.push((known, value)),
                None if name == "h" => {
                    return Err(Complaint {
                        text: USAGE.to_owned(),
                        code: 0,
                    });
                }
                None => return Err(wrong(format!("flag needs an argument: -{name}"))),
            }
        } else if name == "help" {
            return Err(Complaint {
                text: USAGE.to_owned(),
                code: 0,
            });
        } else {
            return Err(wrong(format!("flag provided but not defined: -{name}")));
        }
    }
    Ok((given, None))
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

/// A duration as Go writes it: `1m30s`, `500ms`.
fn seconds(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut total = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|one: char| !one.is_ascii_digit() && one != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let end = rest
            .find(|one: char| one.is_ascii_digit() || one == '.')
            .unwrap_or(rest.len());
        total += number
            * match &rest[..end] {
                "ns" => 1e-9,
                "us" | "µs" => 1e-6,
                "ms" => 1e-3,
                "s" => 1.0,
                "m" => 60.0,
                "h" => 3600.0,
                _ => return None,
            };
        rest = &rest[end..];
    }
    (!text.is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_gos() {
        assert_eq!(seconds("10s"), Some(10.0));
        assert_eq!(seconds("1m30s"), Some(90.0));
        assert_eq!(seconds("1.5h"), Some(5400.0));
        assert_eq!(seconds("500ms"), Some(0.5));
        assert_eq!(
            (seconds("1"), seconds(""), seconds("1x")),
            (None, None, None)
        );
    }

    #[test]
    fn names_are_gos() {
        assert_eq!(canonical("x-request-ID"), "X-Request-Id");
    }
}
