//! Which thing an expression means, as far as others see it.

use super::{
    find::Look,
    writing::{Key, Place, PlaceKind},
};
use crate::script::index::written;
use rustpython_compiler::ast::Expr;

impl Look<'_, '_> {
    pub(super) fn place(&self, expression: &Expr) -> Option<Place> {
        let kind = match expression {
            Expr::Name(name) => {
                let name = name.id.to_string();
                if self.names.global.contains(&name) {
                    PlaceKind::Global(name)
                } else if self.names.outer.contains(&name) {
                    PlaceKind::Outer(name)
                } else {
                    return None;
                }
            }
            Expr::Attribute(attribute) => {
                let (of, global) = self.owner(&attribute.value)?;
                PlaceKind::Attribute {
                    of,
                    global,
                    attribute: attribute.attr.to_string(),
                }
            }
            Expr::Subscript(subscript) => {
                let key = match &*subscript.slice {
                    Expr::StringLiteral(text) => Key::Literal(format!("'{}'", text.value.to_str())),
                    literal @ Expr::NumberLiteral(_) => {
                        Key::Literal(self.script.slice(literal).to_owned())
                    }
                    Expr::Name(name) if self.own.contains(name.id.as_str()) => {
                        Key::Local(name.id.to_string())
                    }
                    _ => return None,
                };
                let (owner, attribute) = match &*subscript.value {
                    Expr::Attribute(attribute) => {
                        (&*attribute.value, Some(attribute.attr.to_string()))
                    }
                    other => (other, None),
                };
                let (of, global) = self.owner(owner)?;
                PlaceKind::Item {
                    of,
                    global,
                    attribute,
                    key,
                }
            }
            _ => return None,
        };
        Some(Place {
            text: written(expression).unwrap_or_else(|| self.script.slice(expression).to_owned()),
            kind,
        })
    }

    /// A variable, and whether it is the module's, which is bound once.
    fn owner(&self, expression: &Expr) -> Option<(String, bool)> {
        let Expr::Name(name) = expression else {
            return None;
        };
        let name = name.id.as_str();
        let global = !self.own.contains(name);
        (!global || self.index.writes(name) <= 1).then(|| (name.to_owned(), global))
    }
}
