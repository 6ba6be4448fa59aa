//! What a playground says of hosts, and how that is written:
//!
//! ```text
//! api.example.com: latency=80ms jitter=20ms failures=5% failing=503 bandwidth=1MB/s
//! api.shop.example: app=shop:app
//! *: latency=200ms
//! ```
//!
//! A name, a colon, and in any order what is other than usual. `*` stands for all hosts that are not named. The command line, the
//! browser's storage and links use this form. **Frozen**, as links are: a word may be added, none may change its meaning.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The most hosts of which a playground may say something.
pub const MAX_HOSTS: usize = 32;
/// The most that latency and jitter may be, in milliseconds.
pub const MAX_WAY_MS: u32 = 60_000;
/// The most that a line may carry, in kilobytes a second.
pub const MAX_BANDWIDTH_KB: u32 = 10_000_000;
/// The most characters that a name may have.
const MAX_NAME: usize = 253;

/// What is other than usual about a host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Its name in small letters; `*` stands for all that are not named.
    pub name: String,
    /// Milliseconds that bytes take one way.
    pub latency_ms: Option<u32>,
    /// By how many milliseconds a way may take longer.
    pub jitter_ms: Option<u32>,
    /// How many of a hundred requests fail.
    pub failures: u32,
    /// How they do.
    pub failing: Failing,
    /// What its line carries each way, in kilobytes (1,000 bytes) a second.
    pub bandwidth_kb: Option<u32>,
    /// The ASGI application that answers there: `shop:app` is `app` of `shop.py`.
    pub app: Option<String>,
}

/// How a request fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failing {
    /// The connection is reset.
    #[default]
    Reset,
    /// It is answered with status 503. Where no HTTP is spoken, the connection is reset.
    Unavailable,
    /// It is never answered.
    Silence,
}

impl Failing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Reset, Self::Unavailable, Self::Silence];

    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Unavailable => "503",
            Self::Silence => "silence",
        }
    }
}

impl Host {
    /// A host about which nothing is unusual yet.
    ///
    /// # Errors
    /// What is no host's name, as a sentence.
    pub fn named(name: &str) -> Result<Self, String> {
        let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
        match is_name(&name) {
            true => Ok(Self {
                name,
                ..Self::default()
            }),
            false if name.is_empty() => Err("Name a host, as in api.example.com.".to_owned()),
            false if name.contains('/') => Err(format!(
                "{name:?} is no host's name: leave out https:// and what follows the name."
            )),
            false => Err(format!(
                "{name:?} is no host's name: write it as in api.example.com."
            )),
        }
    }

    /// Takes what a word says.
    ///
    /// # Errors
    /// What it cannot say, as a sentence.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "latency" => self.latency_ms = Some(milliseconds(key, value)?),
            "jitter" => self.jitter_ms = Some(milliseconds(key, value)?),
            "failures" => self.failures = percent(value)?,
            "failing" => {
                let of = |each: &Failing| each.word() == value;
                self.failing = Failing::ALL.into_iter().find(of).ok_or_else(|| {
                    format!("failing={value}: requests fail by reset, 503 or silence.")
                })?;
            }
            "bandwidth" => self.bandwidth_kb = Some(kilobytes(value)?),
            "app" => self.app = Some(application(value)?),
            _ => {
                return Err(format!(
                    "{key}={value}: a host has latency, jitter, failures, failing, bandwidth and app."
                ));
            }
        }
        Ok(())
    }

    /// Whether what is said of it goes together.
    ///
    /// # Errors
    /// What does not, as a sentence.
    pub fn check(&self) -> Result<(), String> {
        match self.app.is_some() && self.name == "*" {
            true => Err("An app answers at one host: name it instead of *.".to_owned()),
            false => Ok(()),
        }
    }

    /// Reads a line that a link or the browser's storage holds: words of a later Loopscope are left out.
    ///
    /// # Errors
    /// As [`Host::from_str`], but for words that are not known.
    pub fn from_kept(line: &str) -> Result<Self, String> {
        Self::read(line, |key| KEYS.contains(&key))
    }

    fn read(line: &str, known: impl Fn(&str) -> bool) -> Result<Self, String> {
        // The colon before the first word: an application has one too, and so has what is no name.
        let names = line.split_once('=').map_or(line, |(names, _)| names);
        let (name, words) = names
            .rfind(':')
            .map(|colon| (&line[..colon], &line[colon + 1..]))
            .ok_or_else(|| format!("{line:?}: a host's name, a colon, then what is unusual, as in `api.example.com: latency=80ms`."))?;
        let mut host = Self::named(name)?;
        for word in words.split_whitespace() {
            let (key, value) = word.split_once('=').ok_or_else(|| {
                format!("{word:?}: say what it is, as in latency=80ms or failures=5%.")
            })?;
            if known(key) {
                host.set(key, value)?;
            }
        }
        host.check()?;
        Ok(host)
    }

    /// The module and the attribute of its application.
    pub fn application(&self) -> Option<(&str, &str)> {
        self.app.as_deref()?.split_once(':')
    }
}

/// The words that are known.
const KEYS: [&str; 6] = [
    "latency",
    "jitter",
    "failures",
    "failing",
    "bandwidth",
    "app",
];

impl FromStr for Host {
    type Err = String;

    /// What is not understood is said in a sentence.
    fn from_str(line: &str) -> Result<Self, String> {
        Self::read(line, |_| true)
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.name)?;
        if let Some(latency) = self.latency_ms {
            write!(f, " latency={latency}ms")?;
        }
        if let Some(jitter) = self.jitter_ms {
            write!(f, " jitter={jitter}ms")?;
        }
        if self.failures > 0 {
            write!(f, " failures={}%", self.failures)?;
        }
        if self.failing != Failing::default() {
            write!(f, " failing={}", self.failing.word())?;
        }
        if let Some(bandwidth) = self.bandwidth_kb {
            write!(f, " bandwidth={bandwidth}KB/s")?;
        }
        match &self.app {
            Some(app) => write!(f, " app={app}"),
            None => Ok(()),
        }
    }
}

/// Whether hosts can be told apart, and there are not too many.
///
/// # Errors
/// The name that is there twice, or that there are too many, as a sentence.
pub fn check_all(hosts: &[Host]) -> Result<(), String> {
    if hosts.len() > MAX_HOSTS {
        return Err(format!("Settings for at most {MAX_HOSTS} hosts."));
    }
    for (index, host) in hosts.iter().enumerate() {
        if hosts[..index].iter().any(|other| other.name == host.name) {
            return Err(format!("{} is there twice.", host.name));
        }
    }
    Ok(())
}

/// A name that is not this machine's own, and no address.
fn is_name(name: &str) -> bool {
    if name == "*" {
        return true;
    }
    let is_label = |label: &str| {
        (1..64).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= MAX_NAME
        && name.split('.').all(is_label)
        && !last.bytes().all(|byte| byte.is_ascii_digit())
        && !matches!(last, "localhost" | "localdomain")
}

fn milliseconds(key: &str, value: &str) -> Result<u32, String> {
    let wrong =
        || format!("{key}={value}: write a time as in {key}=80ms or {key}=1.5s, at most 60 s.");
    let (number, unit) = match (value.strip_suffix("ms"), value.strip_suffix('s')) {
        (Some(number), _) => (number, 1.0),
        (None, Some(number)) => (number, 1000.0),
        (None, None) => return Err(wrong()),
    };
    whole(number, unit, MAX_WAY_MS).ok_or_else(wrong)
}

fn percent(value: &str) -> Result<u32, String> {
    let number = value.strip_suffix('%');
    number
        .and_then(|number| whole(number, 1.0, 100))
        .ok_or_else(|| {
            format!("failures={value}: write a share as in failures=5%, from 0% to 100%.")
        })
}

fn kilobytes(value: &str) -> Result<u32, String> {
    let wrong =
        || format!("bandwidth={value}: write a rate as in bandwidth=500KB/s or bandwidth=1.5MB/s.");
    let rate = value.strip_suffix("/s").ok_or_else(wrong)?;
    let (number, unit) = match (rate.strip_suffix("KB"), rate.strip_suffix("MB")) {
        (Some(number), _) => (number, 1.0),
        (None, Some(number)) => (number, 1000.0),
        (None, None) => return Err(wrong()),
    };
    whole(number, unit, MAX_BANDWIDTH_KB)
        .filter(|rate| *rate > 0)
        .ok_or_else(wrong)
}

/// So many units, rounded; `None` for what is no number, or more than `most`.
fn whole(number: &str, unit: f64, most: u32) -> Option<u32> {
    let digits = !number.is_empty()
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: f64 = number.parse().ok().filter(|_| digits)?;
    let count = (number * unit).round();
    (count <= f64::from(most)).then_some(count as u32)
}

fn application(value: &str) -> Result<String, String> {
    let identifier = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
            && !text.starts_with(|letter: char| letter.is_numeric())
    };
    let right = value.split_once(':').is_some_and(|(module, name)| {
        module.split('.').all(identifier) && name.split('.').all(identifier)
    });
    match right {
        true => Ok(value.to_owned()),
        false => Err(format!(
            "app={value}: name a file's application as in app=shop:app, which is `app` in shop.py."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Host, String> {
        line.parse()
    }

    #[test]
    fn a_line_says_what_is_unusual() {
        let host = read(
            "API.Example.com: latency=80ms jitter=0.02s failures=5% failing=503 bandwidth=1.5MB/s",
        )
        .unwrap();
        assert_eq!(
            host,
            Host {
                name: "api.example.com".to_owned(),
                latency_ms: Some(80),
                jitter_ms: Some(20),
                failures: 5,
                failing: Failing::Unavailable,
                bandwidth_kb: Some(1500),
                app: None,
            }
        );
        let shop = read("shop: app=pkg.shop:make.app").unwrap();
        assert_eq!(shop.application(), Some(("pkg.shop", "make.app")));
        for host in [
            host,
            shop,
            read("*: latency=0ms").unwrap(),
            read("a.b:").unwrap(),
        ] {
            assert_eq!(read(&host.to_string()), Ok(host));
        }
    }

    #[test]
    fn what_cannot_be_is_said() {
        for (line, says) in [
            ("api.example.com", "a colon"),
            (": latency=80ms", "Name a host"),
            ("https://a.b: latency=80ms", "is no host's name"),
            ("10.0.0.1: latency=80ms", "is no host's name"),
            ("localhost: latency=80ms", "is no host's name"),
            ("a b: latency=80ms", "is no host's name"),
            ("a.b: latency=80", "as in latency=80ms"),
            ("a.b: latency=-1ms", "as in latency=80ms"),
            ("a.b: jitter=61s", "at most 60 s"),
            ("a.b: jitter=nans", "as in jitter=80ms"),
            ("a.b: failures=5", "failures=5%"),
            ("a.b: failures=101%", "from 0% to 100%"),
            ("a.b: failing=slowly", "reset, 503 or silence"),
            ("a.b: bandwidth=0KB/s", "bandwidth=500KB/s"),
            ("a.b: bandwidth=1MB", "bandwidth=500KB/s"),
            ("a.b: app=shop.py", "app=shop:app"),
            ("a.b: speed=5", "a host has latency"),
            ("a.b: slow", "say what it is"),
            ("*: app=shop:app", "instead of *"),
        ] {
            let error = read(line).expect_err(line);
            assert!(error.contains(says), "{line}: {error}");
            assert!(error.ends_with('.'), "{line}: {error}");
        }
    }

    #[test]
    fn a_later_word_is_left_out_of_what_is_kept() {
        let kept = Host::from_kept("a.b: latency=80ms weather=rain").unwrap();
        assert_eq!(kept.to_string(), "a.b: latency=80ms");
        assert!(Host::from_kept("a.b: latency=much").is_err());
    }

    #[test]
    fn a_host_is_named_once() {
        let one = Host::named("a.b").unwrap();
        assert!(check_all(std::slice::from_ref(&one)).is_ok());
        assert!(check_all(&[one.clone(), one.clone()]).is_err());
        let many: Vec<Host> = (0..=MAX_HOSTS)
            .map(|number| Host::named(&format!("h{number}.b")).unwrap())
            .collect();
        assert!(check_all(&many).is_err());
    }
}
