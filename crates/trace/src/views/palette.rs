//! The colours of pictures: those of the page, written out, for a picture stands alone.
//!
//! `static/css/tokens.css` is where they are chosen; a test holds the two together.

use crate::lane::State;

/// How a state is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Under the texture, or the whole fill.
    pub ground: &'static str,
    /// The hatch's lines, the dots, the edge.
    pub texture: &'static str,
    /// Text inside a span.
    pub ink: &'static str,
}

/// The colours of one theme.
#[derive(Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub surface: &'static str,
    /// The lines under the axis' ticks.
    pub hairline: &'static str,
    /// A lane from its task's creation to its end, where it has no spans.
    pub edge: &'static str,
    /// Names and totals.
    pub text: &'static str,
    /// Sentences.
    pub text_2: &'static str,
    /// The axis, the legend.
    pub quiet: &'static str,
    /// The cursor.
    pub accent: &'static str,
    /// The tick of a task that is done.
    pub done: &'static str,
    /// The cross of a task that failed.
    pub failed: &'static str,
    /// The slash of a task that was cancelled.
    pub cancelled: &'static str,
    /// One for each task, by its name.
    pub identities: [&'static str; 8],
    running: Fill,
    waiting: Fill,
    ready: Fill,
    blocking: Fill,
    transfer: Fill,
    idle: &'static str,
}

impl Palette {
    /// How a state is filled.
    pub fn fill(&self, state: State) -> Fill {
        match state {
            State::Running => self.running,
            State::Waiting => self.waiting,
            State::Ready => self.ready,
            State::Blocking => self.blocking,
            State::Transfer => self.transfer,
            State::Idle => Fill {
                ground: self.surface,
                texture: self.idle,
                ink: self.text_2,
            },
        }
    }
}

/// The light theme's.
pub static LIGHT: Palette = Palette {
    surface: "#fcfdfd",
    hairline: "#d8dde1",
    edge: "#757e87",
    text: "#15191d",
    text_2: "#434c55",
    quiet: "#5b656e",
    accent: "#15191d",
    done: "#0b8074",
    failed: "#bd1c39",
    cancelled: "#5d6770",
    identities: [
        "#0072b2", "#a87300", "#00815e", "#b3548a", "#2a86bd", "#c24f00", "#857700", "#5f6368",
    ],
    running: Fill {
        ground: "#0b8074",
        texture: "#0b8074",
        ink: "#ffffff",
    },
    waiting: Fill {
        ground: "#e2e9f3",
        texture: "#7d93b8",
        ink: "#344763",
    },
    ready: Fill {
        ground: "#faebc6",
        texture: "#a86400",
        ink: "#5f3d00",
    },
    blocking: Fill {
        ground: "#cc3d18",
        texture: "#6e1a05",
        ink: "#ffffff",
    },
    transfer: Fill {
        ground: "#d3dae4",
        texture: "#5d7192",
        ink: "#22304a",
    },
    idle: "#8a949d",
};

/// The dark theme's.
pub static DARK: Palette = Palette {
    surface: "#14181b",
    hairline: "#293036",
    edge: "#6d7780",
    text: "#e8ecef",
    text_2: "#b3bcc4",
    quiet: "#939da6",
    accent: "#f2f5f7",
    done: "#2ebdab",
    failed: "#ff6b7d",
    cancelled: "#98a2ab",
    identities: [
        "#4ba3e3", "#e6a31f", "#2fb88f", "#dd8fba", "#86cdf3", "#ee7f3a", "#e0d04c", "#aeb4bc",
    ],
    running: Fill {
        ground: "#2ebdab",
        texture: "#2ebdab",
        ink: "#04211d",
    },
    waiting: Fill {
        ground: "#222c3d",
        texture: "#6f87b0",
        ink: "#c7d4ea",
    },
    ready: Fill {
        ground: "#392d10",
        texture: "#e8ad3f",
        ink: "#f8e0ab",
    },
    blocking: Fill {
        ground: "#f0653f",
        texture: "#8c2408",
        ink: "#200700",
    },
    transfer: Fill {
        ground: "#2b3748",
        texture: "#8ea3c6",
        ink: "#e3eaf5",
    },
    idle: "#6d7780",
};

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../../../static/css/tokens.css");

    #[test]
    fn pictures_have_the_pages_colours() {
        for (theme, palette) in [("light", &LIGHT), ("dark", &DARK)] {
            let start = format!(":root[data-theme=\"{theme}\"] {{");
            let (_, rest) = TOKENS.split_once(&start).expect("a block for the theme");
            let (block, _) = rest.split_once('}').expect("the block's end");
            let token = |name: &str| {
                let (_, value) = block
                    .split_once(&format!(" --{name}: "))
                    .unwrap_or_else(|| panic!("{name} is not defined for {theme}"));
                value.split_once(';').expect("the value's end").0
            };
            for (name, colour) in [
                ("surface", palette.surface),
                ("hairline", palette.hairline),
                ("edge", palette.edge),
                ("text", palette.text),
                ("text-2", palette.text_2),
                ("text-quiet", palette.quiet),
                ("accent", palette.accent),
                ("state-done", palette.done),
                ("state-failed", palette.failed),
                ("state-cancelled", palette.cancelled),
                ("state-idle", palette.idle),
            ] {
                assert_eq!(colour, token(name), "{name}, {theme}");
            }
            for (state, texture, fill) in [
                ("running", "state-running", palette.running),
                ("waiting", "state-waiting-hatch", palette.waiting),
                ("ready", "state-ready-dots", palette.ready),
                ("blocking", "state-blocking-edge", palette.blocking),
            ] {
                assert_eq!(fill.ground, token(&format!("state-{state}")), "{theme}");
                assert_eq!(fill.texture, token(texture), "{theme}");
                assert_eq!(fill.ink, token(&format!("state-{state}-ink")), "{theme}");
            }
            for (number, colour) in palette.identities.iter().enumerate() {
                assert_eq!(*colour, token(&format!("identity-{number}")), "{theme}");
            }
        }
    }
}
