//! Where a client's commands are typed, and what has to be typed before them.

use crate::ui::terminal::{offer, serving::unserved};
use playground::{Typed, typed::MAX_TERMINALS};

/// What runs a script that serves by itself.
const RUN: &str = "python main.py";

/// The lines that commands come to. Where nothing is typed yet, the script is served at the first terminal, or run: typed lines
/// are all that a run does. A server that was interrupted is started again: otherwise nobody would answer.
pub fn lines(commands: &[String], source: &str, typed: &[Typed]) -> Vec<Typed> {
    let mut lines: Vec<Typed> = interrupted(typed).into_iter().cloned().collect();
    if typed.is_empty() {
        let serve = unserved(source).map_or_else(|| RUN.to_owned(), |app| app.command());
        lines.push(Typed {
            terminal: 1,
            line: serve,
        });
    }
    let terminal = terminal(&[typed, &lines].concat());
    lines.extend(commands.iter().map(|command| Typed {
        terminal,
        line: command.clone(),
    }));
    lines
}

/// The server that was interrupted last, where none is left.
fn interrupted(typed: &[Typed]) -> Option<&Typed> {
    let servers = typed.iter().enumerate();
    let servers = servers.filter(|(_, typed)| offer::is_server(typed.line.trim()));
    let mut last = None;
    for (place, server) in servers {
        let mut later = typed[place + 1..].iter();
        let ends = |typed: &Typed| typed.terminal == server.terminal && typed.line.trim() == "^C";
        if !later.any(ends) || server.line.trim().ends_with('&') {
            return None;
        }
        last = Some(server);
    }
    last
}

/// The terminal for clients: the one where they were typed last; or else the first behind the servers' one that nothing serves
/// at.
fn terminal(typed: &[Typed]) -> u32 {
    let is_client = |line: &str| ["curl ", "hey "].iter().any(|name| line.starts_with(name));
    let clients = typed.iter().rev().find(|typed| is_client(&typed.line));
    if let Some(typed) = clients.filter(|client| !serves(client.terminal, typed)) {
        return typed.terminal;
    }
    let free = |terminal: &u32| !serves(*terminal, typed);
    (2..=MAX_TERMINALS).find(free).unwrap_or(MAX_TERMINALS)
}

/// Whether a terminal has a server in its foreground, as far as what is typed there tells: what comes after it is not done before
/// that is interrupted.
fn serves(terminal: u32, typed: &[Typed]) -> bool {
    let mine = typed.iter().filter(|typed| typed.terminal == terminal);
    mine.fold(false, |serves, typed| {
        let line = typed.line.trim();
        match line {
            "^C" => false,
            _ => serves || (offer::is_server(line) && !line.ends_with('&')),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(lines: &[(u32, &str)]) -> Vec<Typed> {
        let typed = |(terminal, line): &(u32, &str)| Typed {
            terminal: *terminal,
            line: (*line).to_owned(),
        };
        lines.iter().map(typed).collect()
    }

    #[test]
    fn what_is_not_served_is_served_first() {
        let (app, curl) = ("app = FastAPI()\n", "curl x");
        assert_eq!(
            lines(&[curl.to_owned()], app, &[]),
            typed(&[(1, "uvicorn main:app"), (2, "curl x")])
        );
        assert_eq!(
            lines(&[curl.to_owned()], "serve()\n", &[]),
            typed(&[(1, "python main.py"), (2, "curl x")])
        );
    }

    #[test]
    fn clients_keep_to_their_terminal() {
        for (before, terminal) in [
            (&[(1, "uvicorn main:app")][..], 2),
            (&[(1, "uvicorn main:app"), (3, "curl x")], 3),
            (&[(1, "uvicorn main:app &"), (1, "curl x")], 1),
            (&[(1, "python a.py"), (2, "python b.py")], 3),
            (&[(1, "python a.py"), (2, "curl x"), (2, "python b.py")], 3),
            (&[(2, "uvicorn a:b"), (1, "hey x"), (2, "ls")], 1),
        ] {
            let lines = lines(&["curl y".to_owned()], "", &typed(before));
            assert_eq!(lines, typed(&[(terminal, "curl y")]), "{before:?}");
        }
    }

    #[test]
    fn a_server_that_was_interrupted_is_started_again() {
        let before = [
            (1, "uvicorn main:app --port 9000"),
            (2, "curl x"),
            (1, "^C"),
        ];
        let commands = ["curl y".to_owned(), "curl z".to_owned()];
        assert_eq!(
            lines(&commands, "", &typed(&before)),
            typed(&[
                (1, "uvicorn main:app --port 9000"),
                (2, "curl y"),
                (2, "curl z")
            ])
        );
        let restarted = [&before[..], &[(1, "uvicorn main:app")]].concat();
        assert_eq!(
            lines(&commands[..1], "", &typed(&restarted)),
            typed(&[(2, "curl y")])
        );
    }
}
