//! The scope's colours: what the canvas takes from the style sheet.
//!
//! `static/css/tokens.css` defines them for light and for dark; nothing here names a colour of its own.

use trace::State;

/// How a state is filled: a ground, the pattern on it, and the text on both. Names of custom properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Under the pattern, or the whole fill.
    pub ground: &'static str,
    /// The hatch's lines, the dots, the edge.
    pub pattern: &'static str,
    /// Text inside a span.
    pub ink: &'static str,
}

/// The fill of each state.
pub const fn fill(state: State) -> Fill {
    match state {
        // Solid.
        State::Running => Fill {
            ground: "--state-running",
            pattern: "--state-running",
            ink: "--state-running-ink",
        },
        // A light hatch.
        State::Waiting => Fill {
            ground: "--state-waiting",
            pattern: "--state-waiting-hatch",
            ink: "--state-waiting-ink",
        },
        // Dots.
        State::Ready => Fill {
            ground: "--state-ready",
            pattern: "--state-ready-dots",
            ink: "--state-ready-ink",
        },
        // Solid with an edge on top.
        State::Blocking => Fill {
            ground: "--state-blocking",
            pattern: "--state-blocking-edge",
            ink: "--state-blocking-ink",
        },
        // Level stripes.
        State::Transfer => Fill {
            ground: "--state-transfer",
            pattern: "--state-transfer-stripes",
            ink: "--state-transfer-ink",
        },
        // A thin line.
        State::Idle => Fill {
            ground: "--surface",
            pattern: "--state-idle",
            ink: "--text-2",
        },
    }
}

/// The one colour of a state where there is no room for a pattern.
pub const fn mark(state: State) -> &'static str {
    match state {
        State::Blocking | State::Running => fill(state).ground,
        State::Waiting | State::Ready | State::Idle | State::Transfer => fill(state).pattern,
    }
}

/// The tick of a task that is done.
pub const DONE: &str = "--state-done";
/// The cross of a task that failed.
pub const FAILED: &str = "--state-failed";
/// The slash of a task that was cancelled.
pub const CANCELLED: &str = "--state-cancelled";
/// A line from who did something to whom.
pub const TIE: &str = "--text-2";
/// The ground of everything.
pub const GROUND: &str = "--surface";
/// The time after a variant's end.
pub const OVER: &str = "--surface-sunken";
/// The lines under the axis' ticks.
pub const HAIRLINE: &str = "--hairline";
/// A lane from its task's creation to its end, where it has no spans.
pub const SPINE: &str = "--edge";
/// The cursor.
pub const CURSOR: &str = "--accent";
/// Around what is selected or pointed at.
pub const RING: &str = "--accent";

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../../static/css/tokens.css");
    const STATES: [State; 6] = [
        State::Transfer,
        State::Running,
        State::Waiting,
        State::Ready,
        State::Blocking,
        State::Idle,
    ];

    /// The value of a property in the block of a theme.
    #[track_caller]
    fn value<'a>(theme: &str, name: &str) -> &'a str {
        let start = format!(":root[data-theme=\"{theme}\"] {{");
        let (_, rest) = TOKENS.split_once(&start).expect("a block for the theme");
        let (block, _) = rest.split_once('}').expect("the block's end");
        let (_, value) = block
            .split_once(&format!(" {name}: "))
            .unwrap_or_else(|| panic!("{name} is not defined for {theme}"));
        value.split_once(';').expect("the value's end").0
    }

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value =
                f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hex")) / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[track_caller]
    fn at_least(ratio: f64, one: &str, other: &str) {
        for theme in ["light", "dark"] {
            let (a, b) = (
                luminance(value(theme, one)) + 0.05,
                luminance(value(theme, other)) + 0.05,
            );
            let found = a.max(b) / a.min(b);
            assert!(found >= ratio, "{one} on {other} ({theme}): {found:.2}");
        }
    }

    #[test]
    fn text_on_every_state_is_readable_in_both_themes() {
        for state in STATES {
            let Fill { ground, ink, .. } = fill(state);
            at_least(4.5, ink, ground);
        }
    }

    #[test]
    fn every_mark_stands_out_in_both_themes() {
        for state in STATES {
            at_least(3.0, mark(state), GROUND);
        }
        for mark in [DONE, FAILED, CANCELLED, CURSOR, RING, SPINE] {
            at_least(3.0, mark, GROUND);
        }
        at_least(3.0, fill(State::Ready).pattern, fill(State::Ready).ground);
        // A light hatch: it may be quieter than the rest.
        let waiting = fill(State::Waiting);
        at_least(2.0, waiting.pattern, waiting.ground);
        let blocking = fill(State::Blocking);
        at_least(2.0, blocking.pattern, blocking.ground);
        for quiet in [OVER, HAIRLINE] {
            value("light", quiet);
            value("dark", quiet);
        }
    }
}
