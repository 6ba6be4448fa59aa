//! The editor's functions, as `editor.ts` puts them on the window.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = loopscopeEditor)]
extern "C" {
    /// Makes the editor inside an element. `on_change` is given the script, its text, and whether that parses;
    /// `on_run` nothing.
    #[wasm_bindgen(js_name = create)]
    pub fn create(parent: &web_sys::HtmlElement, on_change: &JsValue, on_run: &JsValue);
    /// Makes a script known; one that is known already keeps its text and its history.
    #[wasm_bindgen(js_name = prepare)]
    pub fn prepare(script: u32, name: &str, text: &str);
    /// Makes a file beside a script known, or gives it another path; one that is known already keeps its text and its
    /// history. Its number is no script's.
    #[wasm_bindgen(js_name = prepareFile)]
    pub fn prepare_file(file: u32, path: &str, text: &str);
    /// Shows a script or a file that is known.
    #[wasm_bindgen(js_name = open)]
    pub fn open(script: u32);
    /// Gives a script another name.
    #[wasm_bindgen(js_name = rename)]
    pub fn rename(script: u32, name: &str);
    /// Forgets a script and its history.
    #[wasm_bindgen(js_name = forget)]
    pub fn forget(script: u32);
    /// Marks a line, and under it the message; columns count characters from 1, 0 is unknown.
    #[wasm_bindgen(js_name = markError)]
    pub fn mark_error(script: u32, line: u32, from: u32, to: u32, message: &str);
    /// Takes the mark away.
    #[wasm_bindgen(js_name = clearError)]
    pub fn clear_error(script: u32);
    /// Marks tasks beside lines, instead of those marked before: line, colour, name, with tabs between, one
    /// to a line of `marks`.
    #[wasm_bindgen(js_name = markTasks)]
    pub fn mark_tasks(script: u32, marks: &str);
    /// Marks findings beside and in lines, instead of those marked before: a JSON array of objects with `line`,
    /// `from`, `to` (columns in characters from 1, 0 for the whole line) and `message`.
    #[wasm_bindgen(js_name = markFindings)]
    pub fn mark_findings(script: u32, marks: &str);
    /// Changes the text, as one step of the history: a JSON array of objects with `from`, `to` (UTF-16 units) and
    /// `insert`.
    #[wasm_bindgen(js_name = apply)]
    pub fn apply(script: u32, changes: &str);
    /// Lights a line and brings it into sight.
    #[wasm_bindgen(js_name = revealLine)]
    pub fn reveal_line(script: u32, line: u32);
    /// The text of the number that says how long the wait at a line is, which takes so many seconds; nothing where no number
    /// does.
    #[wasm_bindgen(js_name = waitLiteral)]
    pub fn wait_literal(script: u32, line: u32, seconds: f64) -> Option<String>;
    /// Makes that number another one, as one step of the history. Whether there is one.
    #[wasm_bindgen(js_name = setWait)]
    pub fn set_wait(script: u32, line: u32, before: f64, seconds: f64) -> bool;
    /// Undoes the last step of a script's history.
    #[wasm_bindgen(js_name = undo)]
    pub fn undo(script: u32);
    /// Says of lines what happened there when the loop was given back, instead of what was said before: line and sentence,
    /// with a tab between, one to a line of `said`; nothing where that is not known.
    #[wasm_bindgen(js_name = markSwitches)]
    pub fn mark_switches(script: u32, said: Option<String>);
    /// Marks the lines at which another task can come in, in all scripts, or takes those marks away.
    #[wasm_bindgen(js_name = showSwitchPoints)]
    pub fn show_switch_points(shown: bool);
}
