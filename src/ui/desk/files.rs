//! The files beside the script.

use super::Desk;
use leptos::prelude::*;

impl Desk {
    /// What the open variant's files are called: the script first.
    pub fn files_of_open(&self) -> Vec<String> {
        self.drafts.with_untracked(|drafts| {
            let Some(draft) = drafts.get(self.look.open.get_untracked()) else {
                return Vec::new();
            };
            let script = draft.script_name().to_owned();
            let others = draft.files.iter().map(|file| file.path.clone());
            [script].into_iter().chain(others).collect()
        })
    }

    /// Shows a line of one of a variant's files: of its script, unless a file beside it has this path.
    pub fn reveal_in(&self, variant: usize, path: &str, line: u32) {
        // Files are shown by their tabs, which come with them.
        let _ = path;
        self.reveal(variant, line);
    }
}
