//! The areas of the window, and their sizes: fractions that a reader drags, within bounds, remembered.

use serde::{Deserialize, Serialize};

/// Which arrangement the window's width calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// At least 1100 px: editor beside scope.
    Desk,
    /// At least 700 px, and high enough for panes above each other: editor above scope.
    Tablet,
    /// One pane at a time.
    Phone,
}

/// An area of the window, in which a panel is shown: on a phone alone, behind a tab of the bar at the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    /// The largest for text: at the left, or at the top.
    Script,
    /// The largest for pictures.
    Scope,
    /// Below, at the right.
    Loop,
    /// Below, at the left.
    Output,
}

impl Area {
    /// All of them, in the order of a phone's tabs.
    pub const ALL: [Self; 4] = [Self::Script, Self::Scope, Self::Loop, Self::Output];

    /// As the style sheet names it.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Script => "editor",
            Self::Scope => "scope",
            Self::Loop => "loop",
            Self::Output => "console",
        }
    }

    /// As a phone's tab names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Script => "Code",
            Self::Scope => "Scope",
            Self::Loop => "Loop",
            Self::Output => "Console",
        }
    }
}

/// How the room is shared out, as fractions of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sizes {
    /// Desk: the editor's width.
    pub editor_width: f64,
    /// Tablet: the editor's height.
    pub editor_height: f64,
    /// Desk: the console's height.
    pub console_height: f64,
    /// Tablet: the console's height.
    pub console_height_tablet: f64,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            editor_width: 0.4,
            editor_height: 0.36,
            console_height: 0.28,
            console_height_tablet: 0.24,
        }
    }
}

/// A line between panes that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Between editor and scope.
    Editor,
    /// Above the console and the loop.
    Console,
}

impl Sizes {
    /// The fraction before (editor) or behind (console) a split.
    pub fn get(&self, split: Split, layout: Arrangement) -> f64 {
        match (split, layout) {
            (Split::Console, Arrangement::Desk) => self.console_height,
            (Split::Console, _) => self.console_height_tablet,
            (Split::Editor, Arrangement::Desk) => self.editor_width,
            (Split::Editor, _) => self.editor_height,
        }
    }

    /// Moves a split, within [`bounds`]; what is not a number moves nothing.
    pub fn set(&mut self, split: Split, layout: Arrangement, fraction: f64) {
        if !fraction.is_finite() {
            return;
        }
        let (low, high) = bounds(split, layout);
        let fraction = fraction.clamp(low, high);
        match (split, layout) {
            (Split::Console, Arrangement::Desk) => self.console_height = fraction,
            (Split::Console, _) => self.console_height_tablet = fraction,
            (Split::Editor, Arrangement::Desk) => self.editor_width = fraction,
            (Split::Editor, _) => self.editor_height = fraction,
        }
    }

    /// Reads remembered sizes; what is out of bounds is brought back into them.
    pub fn from_text(text: &str) -> Option<Self> {
        let read: Self = serde_json::from_str(text).ok()?;
        let mut sizes = Self::default();
        sizes.set(Split::Editor, Arrangement::Desk, read.editor_width);
        sizes.set(Split::Editor, Arrangement::Tablet, read.editor_height);
        sizes.set(Split::Console, Arrangement::Desk, read.console_height);
        sizes.set(
            Split::Console,
            Arrangement::Tablet,
            read.console_height_tablet,
        );
        Some(sizes)
    }

    /// The text to be remembered.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("numbers always have a JSON form")
    }
}

/// The smallest and the largest fraction of a split: no pane ever disappears.
pub fn bounds(split: Split, layout: Arrangement) -> (f64, f64) {
    match (split, layout) {
        (Split::Console, _) => (0.12, 0.45),
        (Split::Editor, Arrangement::Desk) => (0.24, 0.68),
        (Split::Editor, _) => (0.18, 0.5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pane_disappears() {
        let mut sizes = Sizes::default();
        sizes.set(Split::Editor, Arrangement::Desk, 2.0);
        assert_eq!(sizes.editor_width, 0.68);
        sizes.set(Split::Editor, Arrangement::Desk, f64::NAN);
        assert_eq!(sizes.editor_width, 0.68);
        let (_, editor) = bounds(Split::Editor, Arrangement::Tablet);
        let (_, console) = bounds(Split::Console, Arrangement::Tablet);
        assert!(
            editor + console < 1.0,
            "the scope keeps its room on a tablet"
        );
    }

    #[test]
    fn remembered_sizes_come_back_within_bounds() {
        let sizes = Sizes::default();
        assert_eq!(Sizes::from_text(&sizes.to_text()), Some(sizes));
        let odd = r#"{"editor_width":-4,"editor_height":9,"console_height":0.2,"console_height_tablet":0.3}"#;
        let read = Sizes::from_text(odd).unwrap();
        assert_eq!((read.editor_width, read.editor_height), (0.24, 0.5));
        assert_eq!(Sizes::from_text("no"), None);
    }
}
