//! A WebSocket that says back what it hears.

use crate::websocket::{Frame, Frames, Kind, Wrong};
use machine::{
    Seconds,
    net::{Action, Conversation},
};

/// Virtual seconds that it takes to say something back.
const THINK: Seconds = 0.001;

/// The server's end of such a connection.
#[derive(Default)]
pub struct Echo {
    frames: Frames,
    /// The message that is coming in pieces.
    message: Option<Frame>,
    /// What it says first, if anything.
    greeting: Option<String>,
    over: bool,
}

impl Echo {
    /// One that says something first.
    pub fn greeting(words: impl Into<String>) -> Echo {
        Echo {
            greeting: Some(words.into()),
            ..Echo::default()
        }
    }

    fn hear(&mut self, frame: Frame, actions: &mut Vec<Action>) -> Result<(), Wrong> {
        match frame.kind {
            Kind::Ping => say(&Frame::whole(Kind::Pong, frame.payload), actions),
            Kind::Pong => {}
            Kind::Close => {
                let code = match frame.payload[..] {
                    [] => None,
                    [high, low, ..] => Some(u16::from_be_bytes([high, low])),
                    [_] => return Err(Wrong(1002)),
                };
                if code.is_some_and(|code| !may_be_sent(code)) {
                    return Err(Wrong(1002));
                }
                self.close(code, actions);
            }
            Kind::Text | Kind::Binary if self.message.is_none() => self.collect(frame, actions)?,
            Kind::Continuation => match self.message.take() {
                Some(mut message) => {
                    message.payload.extend(frame.payload);
                    message.last = frame.last;
                    self.collect(message, actions)?;
                }
                None => return Err(Wrong(1002)),
            },
            Kind::Text | Kind::Binary => return Err(Wrong(1002)),
        }
        Ok(())
    }

    fn collect(&mut self, message: Frame, actions: &mut Vec<Action>) -> Result<(), Wrong> {
        if !message.last {
            self.message = Some(message);
            return Ok(());
        }
        if message.kind == Kind::Text && std::str::from_utf8(&message.payload).is_err() {
            return Err(Wrong(1007));
        }
        say(&message, actions);
        Ok(())
    }

    fn close(&mut self, code: Option<u16>, actions: &mut Vec<Action>) {
        self.over = true;
        let payload = code.map(|code| code.to_be_bytes().to_vec());
        say(
            &Frame::whole(Kind::Close, payload.unwrap_or_default()),
            actions,
        );
        actions.push(Action::Shutdown { after: THINK });
    }
}

/// Codes that a close may carry (RFC 6455, section 7.4).
fn may_be_sent(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

fn say(frame: &Frame, actions: &mut Vec<Action>) {
    actions.push(Action::Send {
        after: THINK,
        bytes: frame.to_bytes(None),
    });
}

impl Conversation for Echo {
    fn greet(&mut self, _now: Seconds) -> Vec<Action> {
        let mut actions = Vec::new();
        if let Some(words) = self.greeting.take() {
            say(&Frame::whole(Kind::Text, words), &mut actions);
        }
        actions
    }

    fn receive(&mut self, _now: Seconds, bytes: &[u8]) -> Vec<Action> {
        let mut actions = Vec::new();
        if self.over {
            return actions;
        }
        if bytes.is_empty() {
            self.over = true;
            actions.push(Action::Shutdown { after: 0.0 });
            return actions;
        }
        self.frames.feed(bytes);
        while !self.over {
            let heard = match self.frames.step() {
                Ok(Some(frame)) => self.hear(frame, &mut actions),
                Ok(None) => break,
                Err(wrong) => Err(wrong),
            };
            if let Err(Wrong(code)) = heard {
                self.close(Some(code), &mut actions);
            }
        }
        actions
    }
}
