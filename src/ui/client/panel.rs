//! The panel itself.

use super::{
    fields::Fields,
    form::Form,
    page::{Pages, view::PageView},
    table::RequestTable,
};
use crate::ui::{
    console::{UpTo, WhoseOutput},
    desk::Desk,
    panels::PanelTabs,
    panes::Area,
};
use leptos::prelude::*;

/// The panel's key.
pub const CLIENT: &str = "client";

/// The panel.
#[component]
pub fn ClientPanel() -> impl IntoView {
    // What stands in the fields stays there, whichever variant is open.
    let form = RwSignal::new(Form::default());
    let pages = Pages::new(Desk::get());
    let is_page = Memo::new(move |_| pages.is_open());
    view! {
        <div class="pane-bar">
            <PanelTabs area=Area::Output/>
            <WhoseOutput/>
            <span class="spring"></span>
            <UpTo/>
        </div>
        <div class="client" tabindex="0" role="group" aria-label="Client" hidden=is_page>
            <Fields form pages/>
            <RequestTable pages/>
        </div>
        <PageView pages shown=is_page/>
    }
}
