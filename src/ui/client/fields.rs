//! The fields: where to, how, what with; one request, or a load.

use super::{
    command,
    form::{Form, Load, METHODS},
    operations::Operation,
    page::{
        Pages,
        again::Again,
        asked::origin,
        known,
        readings::{DOCUMENT, Offered},
    },
};
use crate::ui::{desk::Desk, terminal::offer};
use leptos::{ev, prelude::*};

/// The fields, and the buttons that send.
#[component]
pub fn Fields(form: RwSignal<Form>, pages: Pages) -> impl IntoView {
    let desk = Desk::get();
    let problem = RwSignal::new(None::<String>);
    let shows_body = RwSignal::new(false);
    // Where the script serves, as far as its lines tell: what an empty address stands for.
    let usual = Memo::new(move |_| {
        let draft = desk.active_draft();
        draft.map_or_else(String::new, |draft| {
            offer::address(&draft.source, &draft.typed)
        })
    });
    let filled = move || {
        let mut form = form.get();
        if form.address.trim().is_empty() {
            form.address = usual.get();
        }
        form
    };
    let send = move |command: Result<String, String>| match command {
        Ok(command) => {
            problem.set(None);
            desk.send(&command);
        }
        Err(said) => problem.set(Some(said)),
    };
    let send_one = move || send(command::curl(&untrack(filled)));
    let send_load = move || send(command::hey(&untrack(filled)));
    let open = move || pages.open(&untrack(filled).address, Again::UnlessSent);
    let is_get = move || form.with(|form| form.method == "GET");
    // What would be typed, as long as it can be.
    let shown = Memo::new(move |_| command::curl(&filled()).unwrap_or_default());
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send_one();
    };
    view! {
        <form class="client-form" on:submit=on_submit>
            <div class="client-line">
                <select
                    aria-label="Method"
                    data-testid="client-method"
                    prop:value=move || form.with(|form| form.method.clone())
                    on:change=move |event| form.update(|form| form.method = event_target_value(&event))
                >
                    {METHODS.into_iter().map(|method| view! { <option value=method>{method}</option> }).collect_view()}
                </select>
                <input
                    class="code"
                    type="text"
                    inputmode="url"
                    aria-label="Address"
                    data-testid="client-address"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    placeholder=move || usual.get()
                    prop:value=move || form.with(|form| form.address.clone())
                    on:input=move |event| form.update(|form| form.address = event_target_value(&event))
                />
                <Show when=is_get>
                    <button
                        type="button"
                        class="button"
                        data-testid="client-open"
                        title="Ask for it, and show the answer as a page"
                        on:click=move |_| open()
                    >
                        "Open"
                    </button>
                </Show>
                <button type="submit" class="button primary" data-testid="client-send">
                    "Send"
                </button>
            </div>
            <KnownPages form pages usual shows_body/>
            <p class="client-command" title="What Send types at a terminal">
                <span class="for-ears">"Send types: "</span>
                <code>{move || shown.get()}</code>
            </p>
            <details prop:open=shows_body>
                <summary>"Headers and body"</summary>
                <div class="client-texts">
                    <Text
                        name="Headers"
                        example="Authorization: Bearer …"
                        value=Signal::derive(move || form.with(|form| form.fields.clone()))
                        set=move |text| form.update(|form| form.fields = text)
                    />
                    <Text
                        name="Body"
                        example="{\"title\": \"…\"}"
                        value=Signal::derive(move || form.with(|form| form.body.clone()))
                        set=move |text| form.update(|form| form.body = text)
                    />
                </div>
            </details>
            <details>
                <summary>"Many of it"</summary>
                <div class="client-line client-load">
                    <Count name="requests" of=|load| &mut load.requests form/>
                    <Count name="at once" of=|load| &mut load.at_once form/>
                    <Count name="per second" of=|load| &mut load.rate form/>
                    <Count name="seconds" of=|load| &mut load.seconds form/>
                    <button type="button" class="button" data-testid="client-load" on:click=move |_| send_load()>
                        "Send all"
                    </button>
                </div>
            </details>
            <p class="client-problem" role="status">
                {move || problem.get()}
            </p>
        </form>
    }
}

/// Pages that the script is known to have, to be opened with one press; and the operations of its API.
#[component]
fn KnownPages(
    form: RwSignal<Form>,
    pages: Pages,
    usual: Memo<String>,
    shows_body: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::get();
    let paths = Memo::new(move |_| {
        let paths = desk.of_active(|draft| {
            let files = draft.files.iter().map(|file| file.text.as_str());
            known::pages(std::iter::once(draft.source.as_str()).chain(files))
        });
        paths.unwrap_or_default()
    });
    let page = move |path: String| {
        let shown = path.clone();
        let open = move |_| {
            // They say the same at any time.
            pages.open(&format!("{}{path}", server(usual)), Again::Holds);
        };
        view! {
            <button type="button" class="button offer" on:click=open>
                {shown}
            </button>
        }
    };
    view! {
        <Show when=move || paths.with(|paths| !paths.is_empty())>
            <p class="client-pages" data-testid="client-pages">
                <span>"Its pages"</span>
                {move || paths.get().into_iter().map(page).collect_view()}
                <Operations form pages usual shows_body/>
            </p>
        </Show>
    }
}

/// Where the script's server is: scheme, host and port.
fn server(usual: Memo<String>) -> String {
    let usual = usual.get_untracked();
    origin(&usual).unwrap_or_default().to_owned()
}

/// What the OpenAPI document offers: one of its operations fills the fields. The document is asked for once.
#[component]
fn Operations(
    form: RwSignal<Form>,
    pages: Pages,
    usual: Memo<String>,
    shows_body: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::get();
    let found = Memo::new(move |before: Option<&Option<Offered>>| {
        pages.operations(before.and_then(Option::as_ref))
    });
    let ask = move |_| {
        desk.send(&format!("curl -s {}{DOCUMENT}", server(usual)));
    };
    let choose = move |event: ev::Event| {
        let chosen = event_target_value(&event).parse::<usize>().ok();
        let Some((origin, operation)) = found.with_untracked(|found| {
            let found = found.as_ref()?;
            Some((found.origin.clone(), found.operations.get(chosen?)?.clone()))
        }) else {
            return;
        };
        shows_body.set(!operation.body.is_empty());
        form.update(|form| {
            form.method = operation.method;
            form.address = format!("{origin}{}", operation.filled);
            form.body = operation.body;
        });
    };
    let option = |(place, operation): (usize, Operation)| {
        let name = format!("{} {}", operation.method, operation.path);
        view! { <option value=place.to_string()>{name}</option> }
    };
    view! {
        {move || match found.get() {
            Some(Offered { operations, .. }) => {
                view! {
                    <select aria-label="Operations" data-testid="client-operations" on:change=choose>
                        <option value="">"Operations"</option>
                        {operations.into_iter().enumerate().map(option).collect_view()}
                    </select>
                }
                    .into_any()
            }
            None => {
                view! {
                    <button
                        type="button"
                        class="button"
                        data-testid="client-ask-operations"
                        title="Ask for the OpenAPI document, and offer its operations here"
                        on:click=ask
                    >
                        "Operations"
                    </button>
                }
                    .into_any()
            }
        }}
    }
}

/// A text of several lines.
#[component]
fn Text(
    name: &'static str,
    example: &'static str,
    value: Signal<String>,
    set: impl Fn(String) + 'static,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{name}</span>
            <textarea
                rows="3"
                spellcheck="false"
                autocapitalize="off"
                data-testid=format!("client-{}", name.to_lowercase())
                placeholder=example
                prop:value=move || value.get()
                on:input=move |event| set(event_target_value(&event))
            ></textarea>
        </label>
    }
}

/// One of a load's numbers. It may be empty.
#[component]
fn Count(
    name: &'static str,
    of: fn(&mut Load) -> &mut String,
    form: RwSignal<Form>,
) -> impl IntoView {
    let value = move || {
        let mut load = form.with(|form| form.load.clone());
        std::mem::take(of(&mut load))
    };
    view! {
        <label class="client-count">
            <span>{name}</span>
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                data-testid=format!("client-{}", name.replace(' ', "-"))
                prop:value=value
                on:input=move |event| form.update(|form| *of(&mut form.load) = event_target_value(&event))
            />
        </label>
    }
}
