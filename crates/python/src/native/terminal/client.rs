//! A program that sends requests, at work: `curl`, `hey`. It is no process of Python's: it stands on the machine's network alone, and
//! is woken by that.

use super::{connection::Connection, lines::Command, text::Text};
use crate::engine::session::Session;
use clients::{Failure, Program, Stream, Told, Wants};
use machine::{
    Wake,
    net::{Address, Errno, Family, Readiness, Type},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    net::{IpAddr, SocketAddr},
    rc::Rc,
};
use trace::Seconds;

/// At most so many bytes are read at a time.
const PORTION: usize = 1 << 16;

/// One such program.
pub struct Client {
    command: Command,
    terminal: u32,
    /// `None` when it is over.
    program: RefCell<Option<Box<dyn Program>>>,
    connections: RefCell<BTreeMap<u32, Connection>>,
    /// What it is to be told next.
    news: RefCell<VecDeque<Told>>,
    /// What it wrote to its standard output, where something else than the terminal takes that.
    captured: Option<RefCell<Vec<u8>>>,
    /// What it wrote to files.
    files: RefCell<Vec<(String, Vec<u8>)>>,
    texts: RefCell<[Text; 2]>,
}

impl Client {
    /// A program that has not begun.
    pub fn new(command: Command, terminal: u32, program: Box<dyn Program>, capture: bool) -> Self {
        Self {
            command,
            terminal,
            program: RefCell::new(Some(program)),
            connections: RefCell::default(),
            news: RefCell::default(),
            captured: capture.then(RefCell::default),
            files: RefCell::default(),
            texts: RefCell::default(),
        }
    }

    /// What it has written to its standard output and to files.
    pub fn written(&self) -> (Vec<u8>, Vec<(String, Vec<u8>)>) {
        let captured = self.captured.as_ref().map(RefCell::take);
        (captured.unwrap_or_default(), self.files.take())
    }

    /// Begins.
    pub fn begin(self: &Rc<Self>, session: &Session) {
        self.ask(session, |program, now| program.begin(now));
    }

    /// ^C was typed.
    pub fn interrupt(self: &Rc<Self>, session: &Session) {
        self.ask(session, |program, now| program.interrupted(now));
    }

    /// A moment has come that it asked for.
    fn time(self: &Rc<Self>, session: &Session) {
        self.news.borrow_mut().push_back(Told::Time);
        self.go_on(session);
    }

    fn ask(
        self: &Rc<Self>,
        session: &Session,
        what: impl FnOnce(&mut dyn Program, Seconds) -> Vec<Wants>,
    ) {
        let wants = match &mut *self.program.borrow_mut() {
            Some(program) => what(program.as_mut(), session.now()),
            None => return,
        };
        for want in wants {
            self.meet(session, want);
        }
        self.go_on(session);
    }

    /// Tells it all that is new, until it wants nothing more for now.
    fn go_on(self: &Rc<Self>, session: &Session) {
        loop {
            let Some(told) = self.news.borrow_mut().pop_front() else {
                return;
            };
            let wants = match &mut *self.program.borrow_mut() {
                Some(program) => program.told(session.now(), told),
                None => return,
            };
            for want in wants {
                self.meet(session, want);
            }
        }
    }

    fn meet(self: &Rc<Self>, session: &Session, want: Wants) {
        match want {
            Wants::Connect { id, host, port } => self.resolve(session, id, &host, port),
            Wants::Send { id, bytes } => {
                if let Some(connection) = self.connections.borrow_mut().get_mut(&id) {
                    connection.outgoing.extend(bytes);
                }
                self.attend(session, id);
            }
            Wants::Close { id } => self.close(session, id),
            Wants::Print { stream, bytes } => self.print(session, stream, &bytes),
            Wants::Wake { at } => {
                let client = self.clone();
                session.alarm(self.command, at, move |session| client.time(session));
            }
            Wants::WriteFile { path, bytes } => self.files.borrow_mut().push((path, bytes)),
            Wants::Exit { code } => self.exit(session, code),
        }
    }

    fn tell(&self, told: Told) {
        self.news.borrow_mut().push_back(told);
    }

    /// Finds out where a host is, and begins to connect.
    fn resolve(self: &Rc<Self>, session: &Session, id: u32, host: &str, port: u16) {
        if let Ok(address) = host.parse::<IpAddr>() {
            return self.connect(session, id, vec![SocketAddr::new(address, port)]);
        }
        let lookup = session.network.look_up(host);
        let client = self.clone();
        let found = move |session: &Session| {
            if !client.connections.borrow().contains_key(&id) {
                // Nobody wants it any more.
                return;
            }
            match lookup.found {
                Ok(addresses) => {
                    let at = |address| SocketAddr::new(address, port);
                    client.connect(session, id, addresses.into_iter().map(at).collect());
                }
                Err(_) => {
                    let failure = Failure::NoName;
                    client.tell(Told::Failed { id, failure });
                }
            }
            client.go_on(session);
        };
        self.connections
            .borrow_mut()
            .insert(id, Connection::default());
        session.alarm(self.command, session.now() + lookup.after, found);
    }

    /// Tries one address after the other.
    fn connect(self: &Rc<Self>, session: &Session, id: u32, addresses: Vec<SocketAddr>) {
        let mut left: VecDeque<SocketAddr> = addresses.into();
        let mut failure = Failure::Unreachable;
        while let Some(address) = left.pop_front() {
            match self.try_address(session, address) {
                Ok(descriptor) => {
                    let connection = Connection::connecting(descriptor, left.into());
                    self.connections.borrow_mut().insert(id, connection);
                    self.attend(session, id);
                    return;
                }
                Err(errno) => failure = failure_of(errno),
            }
        }
        self.connections.borrow_mut().remove(&id);
        self.tell(Told::Failed { id, failure });
    }

    fn try_address(&self, session: &Session, address: SocketAddr) -> Result<i32, Errno> {
        let (network, now) = (&session.network, session.now());
        let family = match address {
            SocketAddr::V4(_) => Family::Inet,
            SocketAddr::V6(_) => Family::Inet6,
        };
        let descriptor = network.socket(family, Type::Stream)?;
        network.set_nonblocking(descriptor, true)?;
        match network.connect(now, descriptor, Some(Address::Inet(address)), false) {
            Ok(()) | Err(Errno::EINPROGRESS) => Ok(descriptor),
            Err(errno) => {
                let _ = network.close(now, descriptor);
                Err(errno)
            }
        }
    }

    /// Something may be possible with a connection.
    fn ready(self: &Rc<Self>, session: &Session, id: u32) {
        if let Some(connection) = self.connections.borrow_mut().get_mut(&id) {
            connection.watch = None;
        }
        self.attend(session, id);
        self.go_on(session);
    }

    /// Does what can be done with a connection, and waits for the rest.
    fn attend(self: &Rc<Self>, session: &Session, id: u32) {
        let Some(mut connection) = self.connections.borrow_mut().remove(&id) else {
            return;
        };
        let Some(descriptor) = connection.descriptor else {
            // Its host is still being looked for.
            self.connections.borrow_mut().insert(id, connection);
            return;
        };
        let (network, now) = (&session.network, session.now());
        if !connection.stands {
            let writable = network
                .poll(now, descriptor)
                .is_ok_and(|readiness| readiness.meets(Readiness::WRITABLE | Readiness::ERROR));
            if writable {
                if let Ok(Some(errno)) = network.take_error(now, descriptor) {
                    connection.leave(network, now);
                    if connection.addresses.is_empty() {
                        let failure = failure_of(errno);
                        return self.tell(Told::Failed { id, failure });
                    }
                    return self.connect(session, id, connection.addresses);
                }
                connection.stands = true;
                let remote = network.remote(now, descriptor).ok().and_then(inet);
                let local = network.local(descriptor).ok().and_then(inet);
                self.tell(Told::Connected { id, remote, local });
            }
        }
        let told = |told| {
            self.tell(match told {
                Some(bytes) => Told::Received { id, bytes },
                None => Told::Ended { id },
            });
        };
        if connection.stands
            && let Err(errno) = connection.exchange(network, now, PORTION, told)
        {
            connection.leave(network, now);
            let failure = failure_of(errno);
            return self.tell(Told::Failed { id, failure });
        }
        let interest = connection.interest();
        if let Some((watch, watched)) = connection.watch
            && watched != interest
        {
            network.give_up(watch);
            connection.watch = None;
        }
        if connection.watch.is_none() && interest != Readiness::NONE {
            let client = self.clone();
            let wake = Wake::Loop(Box::new(move |_| {
                if let Some(session) = Session::current() {
                    client.ready(&session, id);
                }
                None
            }));
            let submission = session.threads.submission();
            let watch = network.watch(now, &[(descriptor, interest)], submission, wake);
            connection.watch = Some((watch, interest));
        }
        self.connections.borrow_mut().insert(id, connection);
    }

    fn close(&self, session: &Session, id: u32) {
        let connection = self.connections.borrow_mut().remove(&id);
        if let Some(mut connection) = connection {
            connection.leave(&session.network, session.now());
        }
    }

    fn print(&self, session: &Session, stream: Stream, bytes: &[u8]) {
        if let (Stream::Stdout, Some(captured)) = (stream, &self.captured) {
            captured.borrow_mut().extend(bytes);
            return;
        }
        let text = self.texts.borrow_mut()[stream as usize].take(bytes);
        self.show(session, stream, text);
    }

    fn show(&self, session: &Session, stream: Stream, text: String) {
        let stream = match stream {
            Stream::Stdout => trace::Stream::Stdout,
            Stream::Stderr => trace::Stream::Stderr,
        };
        if !text.is_empty() {
            session.output_of_client(self.terminal, stream, text);
        }
    }

    fn exit(&self, session: &Session, code: i32) {
        for stream in [Stream::Stdout, Stream::Stderr] {
            let rest = self.texts.borrow_mut()[stream as usize].rest();
            self.show(session, stream, rest);
        }
        let all: Vec<u32> = self.connections.borrow().keys().copied().collect();
        for id in all {
            self.close(session, id);
        }
        self.news.take();
        session.alarms.drop_of(self.command);
        *self.program.borrow_mut() = None;
        session.terminals.ended(session, self.command, code);
    }
}

fn inet(address: Address) -> Option<SocketAddr> {
    match address {
        Address::Inet(address) => Some(address),
        Address::Unix(_) => None,
    }
}

fn failure_of(errno: Errno) -> Failure {
    match errno {
        Errno::ECONNREFUSED => Failure::Refused,
        Errno::ETIMEDOUT => Failure::TimedOut,
        Errno::ECONNRESET | Errno::EPIPE => Failure::Reset,
        _ => Failure::Unreachable,
    }
}
