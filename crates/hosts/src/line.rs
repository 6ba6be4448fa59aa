//! What is spoken on other ports: echoes, the time of day, who owns a name.

use machine::{
    Seconds,
    net::{Action, Conversation, Service},
};

/// A port that says back what it hears.
pub struct EchoPort;

impl Service for EchoPort {
    fn accept(&self, _seed: u64) -> Box<dyn Conversation> {
        Box::new(EchoPort)
    }
}

impl Conversation for EchoPort {
    fn receive(&mut self, _now: Seconds, bytes: &[u8]) -> Vec<Action> {
        if bytes.is_empty() {
            return vec![Action::Shutdown { after: 0.0 }];
        }
        vec![Action::Send {
            after: 0.0,
            bytes: bytes.to_vec(),
        }]
    }
}

/// A port that hears and says nothing: what a name server does with a connection on which nothing is asked.
pub struct SilentPort;

impl Service for SilentPort {
    fn accept(&self, _seed: u64) -> Box<dyn Conversation> {
        Box::new(SilentPort)
    }
}

impl Conversation for SilentPort {
    fn receive(&mut self, _now: Seconds, bytes: &[u8]) -> Vec<Action> {
        if bytes.is_empty() {
            return vec![Action::Shutdown { after: 0.0 }];
        }
        Vec::new()
    }
}

/// A port that says the time of day and hangs up (RFC 867, in the form of the NIST's servers).
#[derive(Clone, Copy)]
pub struct Daytime {
    /// Seconds since 1970 at the run's beginning.
    pub epoch: f64,
}

impl Service for Daytime {
    fn accept(&self, _seed: u64) -> Box<dyn Conversation> {
        Box::new(*self)
    }
}

impl Conversation for Daytime {
    fn greet(&mut self, now: Seconds) -> Vec<Action> {
        let time = self.epoch + now;
        let (year, month, day, hour, minute, second) = crate::date::parts(time);
        // The days since 1858-11-17, by which astronomers count.
        let days = (time / 86_400.0).floor() as i64 + 40_587;
        let line = format!(
            "\n{days} {:02}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} 00 0 0 000.0 UTC(NIST) * \n",
            year % 100
        );
        vec![
            Action::Send {
                after: 0.0,
                bytes: line.into_bytes(),
            },
            Action::Shutdown { after: 0.0 },
        ]
    }

    fn receive(&mut self, _now: Seconds, _bytes: &[u8]) -> Vec<Action> {
        Vec::new()
    }
}

/// A port that is asked in one line, and answers with a text (RFC 3912).
pub struct Whois;

#[derive(Default)]
struct Question {
    line: Vec<u8>,
    answered: bool,
}

impl Service for Whois {
    fn accept(&self, _seed: u64) -> Box<dyn Conversation> {
        Box::<Question>::default()
    }
}

impl Conversation for Question {
    fn receive(&mut self, _now: Seconds, bytes: &[u8]) -> Vec<Action> {
        if self.answered {
            return Vec::new();
        }
        self.line.extend_from_slice(bytes);
        let end = self.line.iter().position(|byte| *byte == b'\n');
        let Some(end) = end.or(bytes.is_empty().then_some(self.line.len())) else {
            return Vec::new();
        };
        self.answered = true;
        let asked = String::from_utf8_lossy(&self.line[..end]);
        let asked = asked.trim().to_lowercase();
        let zone = asked.rsplit('.').next().unwrap_or_default();
        let known = !zone.is_empty() && zone.bytes().all(|byte| byte.is_ascii_alphabetic());
        let text = if known {
            format!(
                "% Loopscope's simulated registry\n\nrefer:        whois.nic.{zone}\n\ndomain:       {}\n\norganisation: The Registry of {}\n\nwhois:        whois.nic.{zone}\n\nstatus:       ACTIVE\nsource:       IANA\n\n",
                zone.to_uppercase(),
                zone.to_uppercase()
            )
        } else {
            format!("% Loopscope's simulated registry\n% Nothing is known of {asked:?}\n")
        };
        vec![
            Action::Send {
                after: 0.03,
                bytes: text.into_bytes(),
            },
            Action::Shutdown { after: 0.03 },
        ]
    }
}
