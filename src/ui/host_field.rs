//! What is said of a host in the settings, a field for each word, and how it is read.

use playground::Host;

/// What is said of a host in a field: its word, its name and unit for the reader.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its word in [`Host`]'s form.
    pub key: &'static str,
    /// What the reader calls it.
    pub name: &'static str,
    /// The unit of a number alone.
    pub unit: &'static str,
    /// What stands there while it is as usual.
    pub usual: &'static str,
}

/// All of them.
pub const FIELDS: [Field; 5] = [
    Field {
        key: "latency",
        name: "Latency",
        unit: "ms",
        usual: "as usual",
    },
    Field {
        key: "jitter",
        name: "Jitter",
        unit: "ms",
        usual: "0",
    },
    Field {
        key: "failures",
        name: "Failures",
        unit: "%",
        usual: "0",
    },
    Field {
        key: "bandwidth",
        name: "Bandwidth",
        unit: "KB/s",
        usual: "any",
    },
    Field {
        key: "app",
        name: "ASGI app",
        unit: "",
        usual: "shop:app",
    },
];

impl Field {
    /// What stands in it.
    pub fn text(&self, host: &Host) -> String {
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        match self.key {
            "latency" => number(host.latency_ms),
            "jitter" => number(host.jitter_ms),
            "failures" => number(Some(host.failures).filter(|share| *share > 0)),
            "bandwidth" => number(host.bandwidth_kb),
            _ => host.app.clone(),
        }
        .unwrap_or_default()
    }

    /// Takes what was written: a number alone is one of this unit, nothing is as usual.
    pub fn set(&self, host: &mut Host, text: &str) -> Result<(), String> {
        let text: String = text.split_whitespace().collect();
        if text.is_empty() {
            match self.key {
                "latency" => host.latency_ms = None,
                "jitter" => host.jitter_ms = None,
                "failures" => host.failures = 0,
                "bandwidth" => host.bandwidth_kb = None,
                _ => host.app = None,
            }
            return Ok(());
        }
        let alone = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let unit = if alone { self.unit } else { "" };
        host.set(self.key, &format!("{text}{unit}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_take_numbers_of_their_unit_and_nothing_for_what_is_usual() {
        let mut host = Host::named("a.b").unwrap();
        for (field, text) in FIELDS.iter().zip(["80", "0.5 s", "5", "2MB/s", "shop:app"]) {
            field.set(&mut host, text).unwrap();
        }
        assert_eq!(
            host.to_string(),
            "a.b: latency=80ms jitter=500ms failures=5% bandwidth=2000KB/s app=shop:app"
        );
        let texts = FIELDS.map(|field| field.text(&host));
        assert_eq!(texts, ["80", "500", "5", "2000", "shop:app"]);
        for field in FIELDS {
            assert!(field.key == "app" || field.set(&mut host, "soon").is_err());
            field.set(&mut host, " ").unwrap();
        }
        assert_eq!(host.to_string(), "a.b:");
    }
}
