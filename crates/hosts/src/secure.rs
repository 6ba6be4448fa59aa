//! A port on which TLS is spoken, and something else within.

use crate::http::page;
use machine::{
    Seconds,
    net::{Action, Conversation, Service},
};
use std::rc::Rc;
use tls::{Error, Progress, Received, ServerConfig, Session};

/// Something that is served by TLS.
pub struct Secure {
    /// What is served.
    pub inner: Rc<dyn Service>,
    /// What is shown.
    pub config: ServerConfig,
}

/// Virtual seconds that a server takes for its part of a handshake.
const SIGNING: Seconds = 0.001;

impl Service for Secure {
    fn accept(&self, seed: u64) -> Box<dyn Conversation> {
        Box::new(Tunnel {
            session: Session::server(self.config.clone(), seed),
            inner: self.inner.accept(seed),
            greeted: false,
            over: false,
        })
    }
}

struct Tunnel {
    session: Session,
    inner: Box<dyn Conversation>,
    greeted: bool,
    over: bool,
}

impl Conversation for Tunnel {
    fn receive(&mut self, now: Seconds, bytes: &[u8]) -> Vec<Action> {
        let mut actions = Vec::new();
        if self.over {
            return actions;
        }
        if bytes.is_empty() {
            self.session.feed_end();
        } else {
            self.session.feed(bytes);
        }
        if let Err(error) = self.go_on(now, &mut actions) {
            self.give_up(&error, &mut actions);
        }
        actions
    }
}

impl Tunnel {
    fn go_on(&mut self, now: Seconds, actions: &mut Vec<Action>) -> Result<(), Error> {
        let progress = self.session.handshake();
        self.flush(SIGNING, actions);
        if progress? != Progress::Done {
            return Ok(());
        }
        if !std::mem::replace(&mut self.greeted, true) {
            let said = self.inner.greet(now);
            self.pass(said, actions)?;
        }
        loop {
            let said = match self.session.read(usize::MAX)? {
                Received::Data(bytes) => self.inner.receive(now, &bytes),
                Received::NeedsBytes => return Ok(()),
                Received::Closed => {
                    let said = self.inner.receive(now, &[]);
                    return self.pass(said, actions);
                }
            };
            self.pass(said, actions)?;
        }
    }

    /// Wraps what is said within.
    fn pass(&mut self, said: Vec<Action>, actions: &mut Vec<Action>) -> Result<(), Error> {
        for action in said {
            match action {
                Action::Send { after, bytes } => {
                    if !self.session.has_closed() {
                        self.session.write(&bytes)?;
                        self.flush(after, actions);
                    }
                }
                Action::Shutdown { after } => {
                    self.session.close();
                    self.flush(after, actions);
                    actions.push(Action::Shutdown { after });
                }
                Action::Reset { after } => actions.push(Action::Reset { after }),
            }
        }
        Ok(())
    }

    fn flush(&mut self, after: Seconds, actions: &mut Vec<Action>) {
        let bytes = self.session.take();
        if !bytes.is_empty() {
            actions.push(Action::Send { after, bytes });
        }
    }

    fn give_up(&mut self, error: &Error, actions: &mut Vec<Action>) {
        self.over = true;
        self.flush(0.0, actions);
        if *error == Error::HttpRequest {
            // Servers know this mistake, and answer it in the language that it was made in.
            let body = page(400);
            let head = format!(
                "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            actions.push(Action::Send {
                after: 0.0,
                bytes: [head, body].concat().into_bytes(),
            });
        }
        actions.push(Action::Shutdown { after: 0.0 });
    }
}
