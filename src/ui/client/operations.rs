//! Operations that an OpenAPI document has, as requests that can be sent: with an example for whatever has to be given.

use super::form::METHODS;
use serde_json::{Map, Value, json};

/// How deep schemas are followed that name one another, or themselves.
const DEEPEST: u32 = 8;

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// One of [`METHODS`].
    pub method: String,
    /// The path as the document has it: `/books/{number}`.
    pub path: String,
    /// The path as it is asked for: what it has to be given is filled in.
    pub filled: String,
    /// What is sent along; empty where nothing is.
    pub body: String,
}

/// The operations of a document; none where it is no such document.
pub fn operations(document: &str) -> Vec<Operation> {
    let Ok(document) = serde_json::from_str::<Value>(document) else {
        return Vec::new();
    };
    let Some(paths) = document["paths"].as_object() else {
        return Vec::new();
    };
    let of_path = |(path, item): (&String, &Value)| {
        let methods = METHODS.into_iter().filter_map(|method| {
            let operation = item.get(method.to_ascii_lowercase())?;
            Some(operation_of(&document, method, path, item, operation))
        });
        methods.collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

fn operation_of(
    document: &Value,
    method: &str,
    path: &str,
    item: &Value,
    operation: &Value,
) -> Operation {
    let mut filled = path.to_owned();
    let mut query = Vec::new();
    let parameters = [item, operation].map(|of| of["parameters"].as_array());
    for parameter in parameters.into_iter().flatten().flatten() {
        let parameter = followed(document, parameter);
        let (Some(name), Some(place)) = (parameter["name"].as_str(), parameter["in"].as_str())
        else {
            continue;
        };
        let value = match parameter.get("example") {
            Some(value) => value.clone(),
            None => example(document, &parameter["schema"], 0),
        };
        let text = match value {
            Value::String(text) => text.replace(' ', "%20"),
            value => value.to_string(),
        };
        match place {
            "path" => filled = filled.replace(&format!("{{{name}}}"), &text),
            "query" if parameter["required"] == true => query.push(format!("{name}={text}")),
            _ => {}
        }
    }
    if !query.is_empty() {
        filled = format!("{filled}?{}", query.join("&"));
    }
    let body = followed(document, &operation["requestBody"]);
    let content = &body["content"]["application/json"];
    let body = content.as_object().map(|content| {
        let body = match content.get("example") {
            Some(body) => body.clone(),
            None => example(document, &content["schema"], 0),
        };
        serde_json::to_string_pretty(&body).unwrap_or_default()
    });
    Operation {
        method: method.to_owned(),
        path: path.to_owned(),
        filled,
        body: body.unwrap_or_default(),
    }
}

/// What a `$ref` names in the document.
fn followed<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let pointer = value["$ref"]
        .as_str()
        .and_then(|name| name.strip_prefix('#'));
    pointer
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(value)
}

/// A value that fits a schema, as plain as can be.
fn example(document: &Value, schema: &Value, depth: u32) -> Value {
    let schema = followed(document, schema);
    if depth > DEEPEST {
        return Value::Null;
    }
    for name in ["example", "default", "const"] {
        if let Some(value) = schema.get(name) {
            return value.clone();
        }
    }
    for name in ["examples", "enum"] {
        if let Some(value) = schema[name].as_array().and_then(|values| values.first()) {
            return value.clone();
        }
    }
    for name in ["anyOf", "oneOf", "allOf"] {
        if let Some(schema) = schema[name].as_array().and_then(|schemas| schemas.first()) {
            return example(document, schema, depth + 1);
        }
    }
    let least = || schema.get("minimum").or(schema.get("exclusiveMinimum"));
    match schema["type"].as_str() {
        Some("string") => json!(match schema["format"].as_str() {
            Some("date") => "2026-01-01",
            Some("date-time") => "2026-01-01T00:00:00Z",
            Some("email") => "user@example.com",
            Some("uri") => "https://example.com/",
            Some("uuid") => "3fa85f64-5717-4562-b3fc-2c963f66afa6",
            _ => "string",
        }),
        Some("integer") => match least().and_then(Value::as_i64) {
            Some(least) => json!(least + 1),
            None => json!(1),
        },
        Some("number") => match least().and_then(Value::as_f64) {
            Some(least) => json!(least + 1.0),
            None => json!(1.0),
        },
        Some("boolean") => json!(true),
        Some("array") => json!([example(document, &schema["items"], depth + 1)]),
        _ => match schema["properties"].as_object() {
            Some(properties) => {
                let value = |(name, schema): (&String, &Value)| {
                    (name.clone(), example(document, schema, depth + 1))
                };
                Value::Object(properties.iter().map(value).collect::<Map<_, _>>())
            }
            None if schema["type"] == "object" => json!({}),
            None => Value::Null,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_operations_that_can_be_sent() {
        let document = json!({
            "openapi": "3.1.0",
            "paths": {
                "/books/{number}": {
                    "get": { "parameters": [
                        { "name": "number", "in": "path", "required": true, "schema": { "type": "integer" } },
                        { "name": "q", "in": "query", "required": true, "schema": { "type": "string", "default": "a b" } },
                        { "name": "page", "in": "query", "schema": { "type": "integer" } },
                    ] },
                    "put": { "requestBody": { "content": { "application/json": {
                        "schema": { "$ref": "#/components/schemas/Book" },
                    } } } },
                },
            },
            "components": { "schemas": { "Book": { "type": "object", "properties": {
                "title": { "type": "string" },
                "price": { "anyOf": [{ "type": "number", "exclusiveMinimum": 0 }, { "type": "null" }] },
                "tags": { "type": "array", "items": { "enum": ["new"] } },
                "next": { "$ref": "#/components/schemas/Book" },
            } } } },
        });
        let found = operations(&document.to_string());
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].method.as_str(), found[0].path.as_str()),
            ("GET", "/books/{number}")
        );
        assert_eq!(found[0].filled, "/books/1?q=a%20b");
        assert_eq!(found[0].body, "");
        let body: Value = serde_json::from_str(&found[1].body).unwrap();
        assert_eq!(
            (&body["title"], &body["price"]),
            (&json!("string"), &json!(1.0))
        );
        assert_eq!(body["tags"], json!(["new"]));
        assert!(found[1].body.contains('\n'));
    }

    #[test]
    fn what_is_no_document_has_none() {
        for text in ["", "{}", "[1]", "{\"paths\": 1}"] {
            assert_eq!(operations(text), []);
        }
    }
}
