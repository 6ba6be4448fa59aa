//! Options as Go reads them, and what is said of wrong ones.

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
pub(super) fn wrong(text: String) -> Complaint {
    Complaint {
        text: text + "\n" + USAGE,
        code: 2,
    }
}

/// What hey itself says.
pub(super) fn usage(text: &str) -> Complaint {
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
pub(super) struct Given {
    pub values: Vec<(&'static str, String)>,
    flags: Vec<&'static str>,
}

impl Given {
    pub fn last(&self, name: &str) -> Option<&str> {
        let values = self.values.iter().rev();
        values
            .filter(|(one, _)| *one == name)
            .map(|(_, value)| value.as_str())
            .next()
    }

    pub fn has(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }

    pub fn number<T: std::str::FromStr>(&self, name: &str, usual: T) -> Result<T, Complaint> {
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

/// Options as Go's `flag` reads them: `-n 5`, `--n 5`, `-n=5`; the first word that is none is the URL.
pub(super) fn given(arguments: &[String]) -> Result<(Given, Option<String>), Complaint> {
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

/// A duration as Go writes it: `1m30s`, `500ms`.
pub(super) fn seconds(text: &str) -> Option<f64> {
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
    use super::seconds;

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
}
