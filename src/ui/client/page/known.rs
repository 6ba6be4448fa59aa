//! Pages that a script is known to have: FastAPI's own two, where the script does not say otherwise.

/// A page of FastAPI's: what its parameter is called, and where it is if that says nothing.
const PAGES: [(&str, &str); 2] = [("docs_url", "/docs"), ("redoc_url", "/redoc")];

/// Their paths, from the sources of a variant.
pub fn pages<'a>(mut sources: impl Iterator<Item = &'a str>) -> Vec<String> {
    let Some(call) = sources.find_map(call) else {
        return Vec::new();
    };
    if given(call, "openapi_url") == Some(None) {
        return Vec::new();
    }
    PAGES
        .into_iter()
        .filter_map(|(parameter, usual)| match given(call, parameter) {
            None => Some(usual.to_owned()),
            Some(path) => path.map(str::to_owned),
        })
        .collect()
}

/// What `FastAPI(…)` is called with, and what follows.
fn call(source: &str) -> Option<&str> {
    let line = |line: &&str| line.contains("FastAPI(") && !line.trim_start().starts_with('#');
    let line = source.lines().find(line)?;
    let start = line.as_ptr() as usize - source.as_ptr() as usize;
    let call = source[start..].split_once("FastAPI(")?.1;
    // Up to the end of the statement: a line that is closed as far as it was opened.
    let mut open = 1_u32;
    let end = call.find(|letter| {
        match letter {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open -= 1,
            _ => {}
        }
        open == 0
    });
    Some(&call[..end.unwrap_or(call.len())])
}

/// The text that a parameter is given; nothing inside where it is given something else, `None` as a rule.
fn given<'a>(call: &'a str, parameter: &str) -> Option<Option<&'a str>> {
    let rest = call.split_once(parameter)?.1.trim_start();
    let value = rest.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| "\"'".contains(*quote));
    Some(quote.and_then(|quote| {
        let path = value[1..].split(quote).next()?;
        path.starts_with('/').then_some(path)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fastapis_pages_are_known() {
        for (source, paths) in [
            ("app = FastAPI()\n", &["/docs", "/redoc"][..]),
            (
                "app = FastAPI(\n    title=\"(x\",\n    docs_url='/api',\n)\n",
                &["/api", "/redoc"],
            ),
            (
                "app = FastAPI(docs_url=None)\nx(redoc_url=None)\n",
                &["/redoc"],
            ),
            ("app = FastAPI(openapi_url=None)\n", &[]),
            ("# app = FastAPI()\n", &[]),
            ("async def app(scope, receive, send):\n    pass\n", &[]),
        ] {
            assert_eq!(pages([source].into_iter()), paths, "{source}");
        }
        assert_eq!(pages(["x = 1\n", "app = FastAPI()\n"].into_iter()).len(), 2);
    }
}
