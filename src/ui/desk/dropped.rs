//! Files and folders that are dropped onto the page: a playground of their own.

use super::Desk;
use crate::ui::notice::Notice;
use playground::{File, Playground, Settings, View, folder};

/// What the script is called on its tab.
const NAME: &str = "main";

impl Desk {
    /// Opens what was dropped, beside whatever lay on the desk, which is kept.
    pub fn open_dropped(&self, name: &str, files: Vec<File>, mut left_out: Vec<String>) {
        if files.is_empty() {
            self.notices.say(Notice::problem(
                "There is no text in what you dropped: Loopscope opens Python scripts and the files beside them.",
            ));
            return;
        }
        let mut opened = folder::open(files);
        left_out.append(&mut opened.left_out);
        opened.variant.name = NAME.to_owned();
        let title = name.strip_suffix(".py").unwrap_or(name);
        self.begin_visit();
        self.open(Playground {
            title: match title {
                "" => "Untitled".to_owned(),
                title => title.chars().take(80).collect(),
            },
            variants: vec![opened.variant],
            settings: Settings::default(),
            view: View::default(),
        });
        let mut words = Vec::new();
        if let Some(was) = opened.script_was.filter(|was| was != name) {
            words.push(format!("“{was}” is the script, and called “main.py” here."));
        }
        match left_out.as_slice() {
            [] => {}
            [one] => words.push(format!("“{one}” is left out: it is no text, or too large.")),
            [one, more @ ..] => words.push(format!(
                "“{one}” and {} more are left out: they are no text, or too large.",
                more.len()
            )),
        }
        if !words.is_empty() {
            self.notices.say(Notice::info(words.join(" ")));
        }
    }
}
