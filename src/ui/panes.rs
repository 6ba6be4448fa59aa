//! The sizes of the panes: fractions that a reader drags, within bounds, remembered.

use serde::{Deserialize, Serialize};

/// Which arrangement the window's width calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// At least 1100 px: editor beside scope.
    Desk,
    /// At least 700 px: editor above scope.
    Tablet,
    /// One pane at a time.
    Phone,
}

/// A pane that the phone shows alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The editor.
    Code,
    /// The timeline.
    Scope,
    /// What is inside the loop.
    Loop,
    /// The output.
    Console,
}

impl Pane {
    /// As the page's `data-pane` names it.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Scope => "scope",
            Self::Loop => "loop",
            Self::Console => "console",
        }
    }
}

/// What the lower left pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The output.
    #[default]
    Console,
    /// What the diagnosis noticed.
    Findings,
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
    pub fn get(&self, split: Split, layout: Layout) -> f64 {
        match (split, layout) {
            (Split::Console, Layout::Desk) => self.console_height,
            (Split::Console, _) => self.console_height_tablet,
            (Split::Editor, Layout::Desk) => self.editor_width,
            (Split::Editor, _) => self.editor_height,
        }
    }

    /// Moves a split, within [`bounds`]; what is not a number moves nothing.
    pub fn set(&mut self, split: Split, layout: Layout, fraction: f64) {
        if !fraction.is_finite() {
            return;
        }
        let (low, high) = bounds(split, layout);
        let fraction = fraction.clamp(low, high);
        match (split, layout) {
            (Split::Console, Layout::Desk) => self.console_height = fraction,
            (Split::Console, _) => self.console_height_tablet = fraction,
            (Split::Editor, Layout::Desk) => self.editor_width = fraction,
            (Split::Editor, _) => self.editor_height = fraction,
        }
    }

    /// Reads remembered sizes; what is out of bounds is brought back into them.
    pub fn from_text(text: &str) -> Option<Self> {
        let read: Self = serde_json::from_str(text).ok()?;
        let mut sizes = Self::default();
        sizes.set(Split::Editor, Layout::Desk, read.editor_width);
        sizes.set(Split::Editor, Layout::Tablet, read.editor_height);
        sizes.set(Split::Console, Layout::Desk, read.console_height);
        sizes.set(Split::Console, Layout::Tablet, read.console_height_tablet);
        Some(sizes)
    }

    /// The text to be remembered.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("numbers always have a JSON form")
    }
}

/// The smallest and the largest fraction of a split: no pane ever disappears.
pub fn bounds(split: Split, layout: Layout) -> (f64, f64) {
    match (split, layout) {
        (Split::Console, _) => (0.12, 0.45),
        (Split::Editor, Layout::Desk) => (0.24, 0.68),
        (Split::Editor, _) => (0.18, 0.5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pane_disappears() {
        let mut sizes = Sizes::default();
        sizes.set(Split::Editor, Layout::Desk, 2.0);
        assert_eq!(sizes.editor_width, 0.68);
        sizes.set(Split::Editor, Layout::Desk, f64::NAN);
        assert_eq!(sizes.editor_width, 0.68);
        let (_, editor) = bounds(Split::Editor, Layout::Tablet);
        let (_, console) = bounds(Split::Console, Layout::Tablet);
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
