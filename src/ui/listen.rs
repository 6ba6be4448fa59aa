//! What the page listens to for as long as it is open.

use super::{
    desk::{Desk, Float},
    engine::EngineStatus,
    files,
    keys::{Action, Place, Press, action},
    notice::Notice,
    panes::Arrangement,
};
use leptos::{ev, prelude::*};
use playground::File;
use wasm_bindgen::{JsCast, closure::Closure};

/// Follows the window's width.
pub fn layout(desk: Desk) {
    const DESK: &str = "(min-width: 1100px)";
    // Also one that lies on its side, and a window at 200 %: no room for panes above each other. The style sheets ask the same.
    const PHONE: &str = "(max-width: 699px), (max-height: 479px)";
    let matches = |query: &str| {
        let list = window().match_media(query).ok().flatten();
        list.is_some_and(|list| list.matches())
    };
    let measure = move || {
        let layout = if matches(PHONE) {
            Arrangement::Phone
        } else if matches(DESK) {
            Arrangement::Desk
        } else {
            Arrangement::Tablet
        };
        if desk.arrangement.get_untracked() != layout {
            desk.arrangement.set(layout);
        }
    };
    measure();
    for query in [DESK, PHONE] {
        if let Ok(Some(list)) = window().match_media(query) {
            let changed = Closure::<dyn Fn()>::new(measure).into_js_value();
            let _ = list.add_event_listener_with_callback("change", changed.unchecked_ref());
        }
    }
}

/// Follows the keys that work everywhere. What another part has used is not used again.
pub fn keys(desk: Desk) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let key = event.key();
        let press = Press {
            key: &key,
            command: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
        };
        let Some(action) = action(&press, place_of(&event)) else {
            return;
        };
        match action {
            Action::Stop if desk.float.get_untracked().is_some() => desk.float.set(None),
            Action::Stop if desk.results.busy.get_untracked() => desk.stop(),
            Action::Stop => return,
            Action::Run => desk.run_all(),
            Action::Examples => desk.toggle(Float::Examples),
            Action::Share => desk.share(),
            Action::Keys => desk.toggle(Float::Keys),
            Action::Play => desk.transport.toggle(),
            Action::Step { stride, ahead } => desk.transport.step(stride, ahead),
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

fn place_of(event: &ev::KeyboardEvent) -> Place {
    let element = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_in = |kinds: &str| {
        let element = element.as_ref();
        element.is_some_and(|element| element.closest(kinds).is_ok_and(|found| found.is_some()))
    };
    if is_in("input, textarea, select, [contenteditable=true]") {
        Place::Text
    } else if is_in("button, a, summary, [role=separator], [role=option]") {
        Place::Control
    } else {
        Place::Page
    }
}

/// Follows the address: a link pasted into it opens, and Back and Forward lead to what lay on the desk before and after.
pub fn address(desk: Desk) {
    let link = window_event_listener(ev::hashchange, move |_| desk.follow_address());
    let history = window_event_listener(ev::popstate, move |_| desk.revisit());
    on_cleanup(move || {
        link.remove();
        history.remove();
    });
}

/// Keeps the work when the page may be about to go.
pub fn leaving(desk: Desk) {
    let pagehide = window_event_listener(ev::pagehide, move |_| desk.keep());
    let hidden = Closure::<dyn Fn()>::new(move || {
        if document().hidden() {
            desk.keep();
        }
    })
    .into_js_value();
    let _ = document().add_event_listener_with_callback("visibilitychange", hidden.unchecked_ref());
    // The browser's own question, and only where it alone stands between the text and its end.
    let closing = window_event_listener(ev::beforeunload, move |event| {
        desk.keep();
        if desk.would_be_lost() {
            event.prevent_default();
            event.set_return_value("lost");
        }
    });
    on_cleanup(move || {
        pagehide.remove();
        closing.remove();
    });
}

/// Opens folders and files that are dropped.
pub fn dropping(desk: Desk) {
    let tell = move |name: String, files: String, left_out: String| {
        let files: Vec<File> = serde_json::from_str(&files).unwrap_or_default();
        let left_out = left_out.lines().map(str::to_owned).collect();
        desk.open_dropped(&name, files, left_out);
    };
    // As long as the page is there.
    let tell = Closure::<dyn Fn(String, String, String)>::new(tell).into_js_value();
    files::on_drop(&tell);
}

/// Says when a newer build of the page stands ready: `offline.ts` tells, and goes over to it.
pub fn update(desk: Desk) {
    let handle = window_event_listener_untyped("loopscope-update", move |_| {
        desk.notices.say(
            Notice::info("A new version of Loopscope is ready. Your work stays as it is.")
                .with_action("Reload", reload),
        );
    });
    on_cleanup(move || handle.remove());
}

fn reload() {
    if let Ok(event) = web_sys::Event::new("loopscope-reload") {
        let _ = window().dispatch_event(&event);
    }
}

/// Says when the engine cannot be started, and when a script goes on for long.
pub fn engine(desk: Desk) {
    const LONG: f64 = 5_000.0;
    Effect::new(move |_| {
        if let EngineStatus::Broken(reason) = desk.results.engine.get() {
            desk.notices.say(
                Notice::problem(format!(
                    "The Python engine could not be started: {reason}. Your text is untouched. Check the connection, then try again."
                ))
                .with_action("Try again", move || {
                    desk.engine.retry();
                    desk.run_changed();
                }),
            );
        }
    });
    // Said once for each run.
    Effect::new(move |said: Option<bool>| {
        let said = said.unwrap_or(false);
        match desk.results.progress.get() {
            Some(progress) if progress.elapsed > LONG => {
                if !said {
                    desk.notices.say(
                        Notice::info(
                            "This script has been running for 5 s. Stop ends it and shows what was recorded.",
                        )
                        .with_action("Stop", move || desk.stop()),
                    );
                }
                true
            }
            Some(_) => false,
            None => {
                if said {
                    desk.notices.clear();
                }
                false
            }
        }
    });
}
