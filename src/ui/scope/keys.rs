//! Keys on the scope.

use super::walk::Move;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// To another span.
    Walk(Move),
    /// Zoom by a factor, around the cursor, or the middle of the window where that is not in view.
    Zoom(f64),
    /// Move the window, by shares of its length.
    Pan(f64),
    /// Show everything.
    Fit,
    /// Time instead of order, or order instead of time.
    Axis,
    /// All causes in view, or only those of what is pointed at.
    Causes,
    /// What bounds the total.
    Path,
    /// Take back what was changed with the hand.
    Undo,
    /// Show some lanes only.
    Filter,
    /// Keep the selected lane on top, or let it go.
    Pin,
    /// To the next thing that happens to the selected task, or the one before.
    Happening {
        /// To the next.
        ahead: bool,
    },
    /// Fold idle time, or all of it again.
    Gaps,
    /// Zoom to what is selected, or was measured.
    Selection,
    /// Find a lane or a span.
    Find,
    /// Show the focused span's line.
    Open,
    /// Hide the card.
    Dismiss,
}

/// How far one press of W zooms in.
pub const ZOOM_STEP: f64 = 1.5;
/// How far one press of D moves, in window lengths.
const PAN_STEP: f64 = 0.15;

/// The command of a key as `KeyboardEvent.key` names it. `control` is Ctrl or ⌘; with other modifiers than
/// those asked for, a key belongs to somebody else. Arrows walk only where a span has the focus.
pub fn command(key: &str, control: bool, alt: bool, in_grid: bool) -> Option<Command> {
    if alt {
        return None;
    }
    if control {
        return match key {
            "Home" if in_grid => Some(Command::Walk(Move::Top)),
            "z" => Some(Command::Undo),
            "End" if in_grid => Some(Command::Walk(Move::Bottom)),
            _ => None,
        };
    }
    let anywhere = match key {
        "w" | "W" => Some(Command::Zoom(ZOOM_STEP)),
        "s" | "S" => Some(Command::Zoom(1.0 / ZOOM_STEP)),
        "a" | "A" => Some(Command::Pan(-PAN_STEP)),
        "d" | "D" => Some(Command::Pan(PAN_STEP)),
        "f" | "F" => Some(Command::Fit),
        "o" | "O" => Some(Command::Axis),
        "c" | "C" => Some(Command::Causes),
        "p" | "P" => Some(Command::Path),
        "l" | "L" => Some(Command::Filter),
        "t" | "T" => Some(Command::Pin),
        "n" => Some(Command::Happening { ahead: true }),
        "N" => Some(Command::Happening { ahead: false }),
        "g" | "G" => Some(Command::Gaps),
        "z" | "Z" => Some(Command::Selection),
        "/" => Some(Command::Find),
        "Escape" => Some(Command::Dismiss),
        _ => None,
    };
    if !in_grid {
        return anywhere;
    }
    let walk = match key {
        "ArrowLeft" => Move::Earlier,
        "ArrowRight" => Move::Later,
        "ArrowUp" => Move::Up,
        "ArrowDown" => Move::Down,
        "PageUp" => Move::PageUp,
        "PageDown" => Move::PageDown,
        "Home" => Move::First,
        "End" => Move::Last,
        "Enter" => return Some(Command::Open),
        _ => return anywhere,
    };
    Some(Command::Walk(walk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_work_everywhere_and_arrows_on_spans() {
        assert_eq!(command("f", false, false, false), Some(Command::Fit));
        assert_eq!(command("o", false, false, true), Some(Command::Axis));
        assert_eq!(
            command("W", false, false, true),
            Some(Command::Zoom(ZOOM_STEP))
        );
        assert_eq!(command("ArrowLeft", false, false, false), None);
        assert_eq!(
            command("ArrowLeft", false, false, true),
            Some(Command::Walk(Move::Earlier))
        );
    }

    #[test]
    fn other_peoples_shortcuts_are_left_alone() {
        // Save, find, select all, word left.
        for key in ["s", "f", "a", "d", "w"] {
            assert_eq!(command(key, true, false, true), None);
        }
        assert_eq!(command("ArrowLeft", false, true, true), None);
    }
}
