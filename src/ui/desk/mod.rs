//! What lies on the desk: the page's state, and what can be done with it.
//!
//! * [`dropped`]: opening what is dropped onto the page.
//! * [`exporting`]: taking along what is seen.
//! * [`files`]: the files beside the script.
//! * [`fixing`]: applying the fix of a finding.
//! * [`keeping`]: keeping the work, and the shelf of what was kept.
//! * [`lenses`]: the open script run another way.
//! * [`open`]: putting a playground on the desk; the work that it replaces is kept.
//! * [`typing`]: typing at terminals.
//! * [`variants`]: adding, moving, renaming and deleting variants.
//! * [`visits`]: the browser's history.
//! * [`what_if`]: a wait of another length.
//! * [`running`]: runs, and when edits start them.
//! * [`sharing`]: the link.

pub mod dropped;
pub mod exporting;
pub mod files;
pub mod fixing;
pub mod keeping;
pub mod lenses;
pub mod open;
pub mod running;
pub mod sharing;
pub mod typing;
pub mod variants;
pub mod visits;
pub mod what_if;

use super::{
    draft::{Draft, DraftId, FileId},
    editor::binding,
    engine::{EngineClient, Recorded, Results},
    keep::{
        Kept, Shelved, WorkId,
        storage::{self, Keeping},
    },
    look::Look,
    notice::Notices,
    panes::{Area, Arrangement, Sizes},
    run::{Run, RunStatus},
    store,
    transport::Transport,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use playground::{Playground, Settings, View};
use std::collections::HashMap;

/// Something that floats above the page; one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Float {
    /// The examples' picker.
    Examples,
    /// The link.
    Share,
    /// The keys.
    Keys,
    /// Cores, disk and seed.
    Settings,
    /// Ways of running the open script.
    Lenses,
}

/// The page's state. Copied into every component that needs it.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    /// The playground's title.
    pub title: RwSignal<String>,
    /// The variants as they are edited. Never empty.
    pub drafts: RwSignal<Vec<Draft>>,
    /// The file that the editor shows of a variant, where that is not its script.
    files_shown: RwSignal<HashMap<DraftId, FileId>>,
    /// The terminal that is shown, counted from 1.
    pub terminal: RwSignal<u32>,
    /// What all panels look at.
    pub look: Look,
    /// What moves the cursor by itself, or step by step.
    pub transport: Transport,
    /// What the runs depend on besides the scripts.
    pub settings: RwSignal<Settings>,
    /// Whether the person changed anything since the playground was opened.
    pub edited: RwSignal<bool>,
    /// The works that lay on the desk before, where the shelf may not have them: newest last.
    set_aside: RwSignal<Vec<Shelved>>,
    /// How well the work on the desk is kept.
    pub keeping: RwSignal<Keeping>,
    /// The entries of the browser's history.
    visits: visits::Visits,
    /// Under which number the work on the desk is kept.
    work: StoredValue<WorkId>,
    /// Whether edits run by themselves.
    pub auto_run: RwSignal<bool>,
    /// What the engine tells.
    pub results: Results,
    /// The engine.
    pub engine: EngineClient,
    /// What there is to say.
    pub notices: Notices,
    /// How the window is arranged.
    pub arrangement: RwSignal<Arrangement>,
    /// The area that a phone shows.
    pub area: RwSignal<Area>,
    /// The panels that were chosen of those that share an area.
    pub chosen: RwSignal<Vec<&'static str>>,
    /// The sizes of the panes.
    pub sizes: RwSignal<Sizes>,
    /// What floats above the page.
    pub float: RwSignal<Option<Float>>,
    /// Whether the browser allowed the link to be copied, once it has been asked.
    pub link_copied: RwSignal<Option<bool>>,
    /// Who says what is seen of the runs.
    seen: StoredValue<Option<Callback<(), exporting::Seen>>>,
    /// The number of the next draft or file.
    next_draft: StoredValue<u32>,
    /// The run that an edit will start.
    pending_run: StoredValue<Option<TimeoutHandle>>,
    /// The keeping that an edit will start.
    pending_keep: StoredValue<Option<TimeoutHandle>>,
    /// What was kept last.
    kept: StoredValue<Option<Kept>>,
}

impl Desk {
    /// A desk with nothing on it yet.
    pub fn new() -> Self {
        let results = Results::new();
        let drafts = RwSignal::new(Vec::new());
        let look = Look::at(runs(drafts, results));
        Self {
            title: RwSignal::new(String::new()),
            drafts,
            files_shown: RwSignal::new(HashMap::new()),
            terminal: RwSignal::new(1),
            look,
            transport: Transport::new(look),
            settings: RwSignal::new(Settings::default()),
            edited: RwSignal::new(false),
            set_aside: RwSignal::new(Vec::new()),
            keeping: RwSignal::new(Keeping::Safe),
            visits: visits::Visits::new(),
            work: StoredValue::new(storage::fresh_id()),
            auto_run: RwSignal::new(store::auto_run()),
            results,
            engine: EngineClient::start(results),
            notices: Notices::new(),
            arrangement: RwSignal::new(Arrangement::Desk),
            area: RwSignal::new(Area::Scope),
            chosen: RwSignal::new(Vec::new()),
            sizes: RwSignal::new(store::sizes()),
            float: RwSignal::new(None),
            link_copied: RwSignal::new(None),
            seen: StoredValue::new(None),
            next_draft: StoredValue::new(0),
            pending_run: StoredValue::new(None),
            pending_keep: StoredValue::new(None),
            kept: StoredValue::new(None),
        }
    }

    /// The desk of this page.
    pub fn get() -> Self {
        expect_context()
    }

    /// A number for a new draft, or a new file.
    fn fresh_number(&self) -> u32 {
        let number = self.next_draft.get_value();
        self.next_draft.set_value(number + 1);
        number
    }

    /// Makes a draft's texts known to the editor.
    fn prepare(&self, draft: &Draft) {
        binding::prepare(draft.id.0, &draft.name, &draft.source);
        for file in &draft.files {
            binding::prepare_file(file.id.0, &file.path, &file.text);
        }
    }

    /// The open draft.
    pub fn active_draft(&self) -> Option<Draft> {
        self.drafts
            .with(|drafts| drafts.get(self.look.open.get()).cloned())
    }

    /// Something of the open draft, without a copy of its texts.
    pub fn of_active<T>(&self, read: impl FnOnce(&Draft) -> T) -> Option<T> {
        let open = self.look.open.get();
        self.drafts.with(|drafts| drafts.get(open).map(read))
    }

    /// The playground as it stands.
    pub fn playground(&self) -> Playground {
        Playground {
            title: self.title.get_untracked(),
            variants: self
                .drafts
                .with_untracked(|drafts| drafts.iter().map(Draft::variant).collect()),
            settings: self.settings.get_untracked(),
            view: View {
                active: self.look.open.get_untracked(),
                cursor: self.look.cursor.get_untracked(),
            },
        }
    }

    /// Shows a line of a variant's script.
    pub fn reveal(&self, variant: usize, line: u32) {
        let Some(id) = self
            .drafts
            .with_untracked(|drafts| drafts.get(variant).map(|draft| draft.id))
        else {
            return;
        };
        if self.look.open.get_untracked() != variant {
            self.look.open.set(variant);
        }
        self.show_file(None);
        self.area.set(Area::Script);
        // The editor shows the variant first: its effect runs before the next frame.
        request_animation_frame(move || binding::reveal_line(id.0, line));
    }

    /// Notes that the person changed something: the address no longer says what is on the desk, and the
    /// work is to be kept.
    fn changed(&self) {
        if !self.edited.get_untracked() {
            self.edited.set(true);
        }
        sharing::forget_address();
        self.keep_soon();
    }
}

/// The runs, in the order of the variants.
fn runs(drafts: RwSignal<Vec<Draft>>, results: Results) -> Signal<Vec<Run>> {
    let run = |draft: &Draft, recorded: Option<&Recorded>| match recorded {
        Some(recorded) => Run {
            name: draft.name.clone(),
            record: recorded.record.clone(),
            timeline: recorded.timeline.clone(),
            settings: recorded.settings.clone(),
            status: if recorded.program.is_of(draft) {
                recorded.status.clone()
            } else {
                RunStatus::Stale
            },
        },
        None => Run::waiting(&draft.name),
    };
    Memo::new(move |_| {
        let recorded = results.recorded.read();
        drafts.with(|drafts| {
            drafts
                .iter()
                .map(|draft| run(draft, recorded.get(&draft.id)))
                .collect::<Vec<_>>()
        })
    })
    .into()
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}
