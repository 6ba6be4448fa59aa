//! What shows pages, as `pages.ts` puts it on the window.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = loopscopePages)]
extern "C" {
    /// Shows a page in an element: a JSON object with `address`, `kind` (its `Content-Type`), `text` and `dark`. What it says comes
    /// to `hear` as JSON, `Said` of `pages/said.ts`. Gives the addresses outside that it has to do without, one to a line.
    ///
    /// # Errors
    /// What shows pages, or something that is ours to give inside them, could not be fetched.
    #[wasm_bindgen(catch, js_name = show)]
    pub async fn show(
        place: &web_sys::HtmlElement,
        sent: &str,
        hear: &JsValue,
    ) -> Result<JsValue, JsValue>;
    /// Tells the page what came of a request of its own: `Told` of `pages/said.ts`.
    #[wasm_bindgen(js_name = tell)]
    pub fn tell(told: &str);
    /// Ends what is shown.
    #[wasm_bindgen(js_name = close)]
    pub fn close();
}
