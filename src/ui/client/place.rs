//! Where a client's command is typed, and what has to be typed before it.

use crate::ui::terminal::{offer, serving::unserved};
use playground::{Typed, typed::MAX_TERMINALS};

/// What runs a script that serves by itself.
const RUN: &str = "python main.py";

/// The lines that a command comes to. Where nothing is typed yet, the script is served at the first terminal, or run: typed lines
/// are all that a run does.
pub fn lines(command: &str, source: &str, typed: &[Typed]) -> Vec<Typed> {
    let mut lines = Vec::new();
    if typed.is_empty() {
        let serve = unserved(source).map_or_else(|| RUN.to_owned(), |app| app.command());
        lines.push(Typed {
            terminal: 1,
            line: serve,
        });
    }
    let terminal = terminal(typed);
    lines.push(Typed {
        terminal,
        line: command.to_owned(),
    });
    lines
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
        let app = "app = FastAPI()\n";
        assert_eq!(
            lines("curl x", app, &[]),
            typed(&[(1, "uvicorn main:app"), (2, "curl x")])
        );
        assert_eq!(
            lines("curl x", "serve()\n", &[]),
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
            (&[(1, "uvicorn a:b"), (1, "^C"), (1, "hey x"), (2, "ls")], 1),
        ] {
            let lines = lines("curl y", "", &typed(before));
            assert_eq!(lines, typed(&[(terminal, "curl y")]), "{before:?}");
        }
    }
}
