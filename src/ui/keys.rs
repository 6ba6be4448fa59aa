//! The keys: which press means what, and how the `?` list words it.

use super::transport::steps::Stride;

/// A key press, as far as it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// ⌘ or Ctrl.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt or ⌥.
    pub alt: bool,
}

/// Where the focus is when a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the script, or in any field that takes text: plain keys are text.
    Text,
    /// On a control that a press of the space bar means something to.
    Control,
    /// Anywhere else.
    Page,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Run all variants.
    Run,
    /// End the run, if there is one.
    Stop,
    /// Open the picker.
    Examples,
    /// Copy the link.
    Share,
    /// Show the keys.
    Keys,
    /// Play, or pause playing.
    Play,
    /// A step of the cursor, forward or back.
    Step {
        /// How far.
        stride: Stride,
        /// Forward.
        ahead: bool,
    },
}

/// The page-wide action of a press; the timeline's own keys are the timeline's.
pub fn action(press: &Press<'_>, place: Place) -> Option<Action> {
    if press.alt {
        return None;
    }
    if press.command {
        return match press.key {
            "Enter" => Some(Action::Run),
            "k" | "K" if !press.shift => Some(Action::Examples),
            "s" | "S" if !press.shift => Some(Action::Share),
            _ => None,
        };
    }
    match (press.key, place) {
        ("Escape", _) => Some(Action::Stop),
        ("?", Place::Page | Place::Control) => Some(Action::Keys),
        (" ", Place::Page) => Some(Action::Play),
        ("ArrowLeft" | "ArrowRight", Place::Page | Place::Control) => Some(Action::Step {
            stride: if press.shift {
                Stride::Turn
            } else {
                Stride::Event
            },
            ahead: press.key == "ArrowRight",
        }),
        _ => None,
    }
}

/// A group of keys for the list: its heading, and what each key does. `Mod` stands for ⌘ or Ctrl.
pub type Keys = (
    &'static str,
    &'static [(&'static str, &'static [&'static str])],
);

/// The keys, worded for the list.
pub const LIST: &[Keys] = &[
    (
        "Everywhere",
        &[
            ("Run all variants", &["Mod", "Enter"]),
            ("Stop", &["Esc"]),
            ("Examples", &["Mod", "K"]),
            ("Copy the link", &["Mod", "S"]),
            ("Play, pause", &["Space"]),
            ("A step back, on", &["←", "→"]),
            ("A turn of the loop back, on", &["⇧←", "⇧→"]),
            ("These keys", &["?"]),
        ],
    ),
    (
        "Timeline",
        &[
            ("Zoom in, out", &["W", "S"]),
            ("Earlier, later", &["A", "D"]),
            ("Everything; the selection", &["F", "Z"]),
            ("Time or order", &["O"]),
            ("Causes; the critical path", &["C", "P"]),
            ("Fold idle time", &["G"]),
            ("Find; filter lanes", &["/", "L"]),
            ("Keep the lane on top", &["T"]),
            ("The task's thing before, next", &["⇧N", "N"]),
            ("Measure", &["⇧ drag"]),
            ("On a span: to the next", &["←", "→", "↑", "↓"]),
            ("The span's line", &["Enter"]),
            ("At a wait's end: shorter, longer", &["←", "→"]),
            ("Take that back", &["Mod", "Z"]),
        ],
    ),
    (
        "Editor",
        &[
            ("Leave it", &["Esc", "Tab"]),
            ("Find", &["Mod", "F"]),
            ("On a wait's number: longer, shorter", &["Alt ↑", "Alt ↓"]),
            ("Complete, take what is offered", &["Ctrl Space", "Tab"]),
            ("Rename the variant, on its tab", &["F2"]),
            ("Move the variant, on its tab", &["⇧←", "⇧→"]),
            ("Name the file, delete it, on its tab", &["F2", "Delete"]),
        ],
    ),
    (
        "Terminal",
        &[
            ("Type the line", &["Enter"]),
            ("What was typed before, after", &["↑", "↓"]),
            ("Interrupt, in an empty line", &["Ctrl C"]),
            ("Clear", &["Ctrl L"]),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str, command: bool) -> Press<'_> {
        Press {
            key,
            command,
            shift: false,
            alt: false,
        }
    }

    #[test]
    fn running_works_everywhere() {
        for place in [Place::Text, Place::Page] {
            assert_eq!(action(&press("Enter", true), place), Some(Action::Run));
            assert_eq!(action(&press("Escape", false), place), Some(Action::Stop));
        }
    }

    #[test]
    fn plain_keys_are_text_where_text_is_typed() {
        assert_eq!(action(&press("?", false), Place::Text), None);
        assert_eq!(action(&press("?", false), Place::Page), Some(Action::Keys));
        assert_eq!(action(&press("s", false), Place::Page), None);
    }

    #[test]
    fn arrows_step_through_the_run_where_nothing_else_has_them() {
        let step = |shift: bool, place: Place| {
            let press = Press {
                shift,
                ..press("ArrowLeft", false)
            };
            action(&press, place)
        };
        let back = |stride| {
            Some(Action::Step {
                stride,
                ahead: false,
            })
        };
        assert_eq!(step(false, Place::Page), back(Stride::Event));
        assert_eq!(step(true, Place::Page), back(Stride::Turn));
        assert_eq!(step(false, Place::Text), None);
        assert_eq!(action(&press(" ", false), Place::Page), Some(Action::Play));
        assert_eq!(action(&press(" ", false), Place::Control), None);
    }

    #[test]
    fn other_chords_stay_the_browsers() {
        let mut save_as = press("S", true);
        save_as.shift = true;
        assert_eq!(action(&save_as, Place::Page), None);
        let mut alt = press("Enter", true);
        alt.alt = true;
        assert_eq!(action(&alt, Place::Page), None);
    }
}
