//! What runs depend on besides: hosts of the world outside, one below the other, each with what is unusual about it.

use crate::ui::{
    desk::Desk,
    host_field::FIELDS,
    icon::{Glyph, icon},
};
use leptos::{ev, html, prelude::*};
use playground::{Failing, Host, host};

/// The list of hosts, and where one is added.
#[component]
pub fn Hosts() -> impl IntoView {
    let desk = Desk::get();
    let new = NodeRef::<html::Input>::new();
    let wrong = RwSignal::new(None::<String>);
    let names = move || {
        desk.settings.with(|settings| {
            settings
                .hosts
                .iter()
                .map(|host| host.name.clone())
                .collect::<Vec<_>>()
        })
    };
    let add = move || {
        let Some(input) = new.get_untracked() else {
            return;
        };
        let added = Host::named(&input.value()).and_then(|host| {
            let mut hosts = desk
                .settings
                .with_untracked(|settings| settings.hosts.clone());
            hosts.push(host);
            host::check_all(&hosts).map(|()| hosts)
        });
        match added {
            Ok(hosts) => {
                input.set_value("");
                wrong.set(None);
                desk.change_settings(|settings| settings.hosts = hosts);
            }
            Err(error) => wrong.set(Some(error)),
        }
    };
    view! {
        <section class="hosts" aria-label="Hosts">
            <label class="field" for="new-host">
                <span>"Hosts"</span>
                <span class="aside">
                    "How far away a host of the network is, how often its requests fail, or who answers there. * is every host that is not named."
                </span>
            </label>
            <For each=names key=String::clone let(name)>
                <HostFields name=name.clone()/>
            </For>
            <div class="host-new">
                <input
                    id="new-host"
                    type="text"
                    autocapitalize="none"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="api.example.com"
                    data-testid="new-host"
                    node_ref=new
                    on:keydown=move |event: ev::KeyboardEvent| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            add();
                        }
                    }
                />
                <button class="button" data-testid="add-host" on:click=move |_| add()>
                    "Add"
                </button>
            </div>
            <Wrong text=wrong/>
        </section>
    }
}

/// One host.
#[component]
fn HostFields(name: String) -> impl IntoView {
    let desk = Desk::get();
    let wrong = RwSignal::new(None::<String>);
    let place = NodeRef::<html::Div>::new();
    let own = StoredValue::new(name.clone());
    let host = Memo::new(move |_| {
        desk.settings.with(|settings| {
            let own = own.read_value();
            settings
                .hosts
                .iter()
                .find(|host| host.name == *own)
                .cloned()
                .unwrap_or_default()
        })
    });
    // What is wrong changes nothing.
    let change = move |change: &dyn Fn(&mut Host) -> Result<(), String>| {
        let mut changed = host.get_untracked();
        match change(&mut changed).and_then(|()| changed.check()) {
            Ok(()) => {
                wrong.set(None);
                desk.change_settings(|settings| {
                    let place = settings
                        .hosts
                        .iter_mut()
                        .find(|host| host.name == changed.name);
                    if let Some(place) = place {
                        *place = changed.clone();
                    }
                });
            }
            Err(error) => wrong.set(Some(error)),
        }
    };
    let remove = move |_| {
        // The focus does not go with it.
        if let Some(new) = place
            .get_untracked()
            .and_then(|place| place.parent_element())
            .and_then(|section| section.query_selector("#new-host").ok().flatten())
        {
            let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(new).focus();
        }
        desk.change_settings(|settings| {
            settings.hosts.retain(|host| host.name != *own.read_value())
        });
    };
    let fields = FIELDS.map(|field| {
        view! {
            <label class="host-field">
                <span>
                    {field.name}
                    " "
                    <span class="aside">{field.unit}</span>
                </span>
                <input
                    type="text"
                    autocapitalize="none"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=field.usual
                    data-testid=format!("host-{}", field.key)
                    prop:value=move || field.text(&host.get())
                    on:change=move |event: ev::Event| {
                        let input: web_sys::HtmlInputElement = event_target(&event);
                        change(&|host| field.set(host, &input.value()));
                        input.set_value(&field.text(&host.get_untracked()));
                    }
                />
            </label>
        }
    });
    view! {
        <div class="host" role="group" aria-label=name.clone() data-testid="host" node_ref=place>
            <div class="host-name">
                <span>{name.clone()}</span>
                <button
                    class="button bare square"
                    aria-label=format!("Remove {name}")
                    title="As usual again"
                    data-testid="remove-host"
                    on:click=remove
                >
                    {icon(Glyph::Close)}
                </button>
            </div>
            <div class="host-fields">
                {fields}
                <label class="host-field">
                    <span>"A failure is"</span>
                    <select
                        data-testid="host-failing"
                        prop:value=move || host.get().failing.word()
                        on:change=move |event: ev::Event| {
                            let word = event_target_value(&event);
                            change(&|host| host.set("failing", &word));
                        }
                    >
                        {Failing::ALL.map(|failing| view! { <option value=failing.word()>{said(failing)}</option> })}
                    </select>
                </label>
            </div>
            <Wrong text=wrong/>
        </div>
    }
}

/// How a request fails, in words.
fn said(failing: Failing) -> &'static str {
    match failing {
        Failing::Reset => "a reset connection",
        Failing::Unavailable => "status 503",
        Failing::Silence => "no answer",
    }
}

/// What is wrong with what was written, if anything is.
#[component]
fn Wrong(text: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <p class="host-wrong" role="status" data-testid="host-wrong">
            {move || text.get()}
        </p>
    }
}
