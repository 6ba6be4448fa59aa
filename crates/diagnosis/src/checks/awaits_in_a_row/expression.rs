//! What is asked of expressions.

use crate::script::Script;
use rustpython_compiler::ast::{
    Expr, ExprListComp,
    visitor::{Visitor, walk_expr},
};
use std::collections::HashSet;

/// Functions whose names say that their order matters, whatever they touch: what is opened must be open, and
/// the parts of a demonstration are to be read one after the other.
const ORDERED: &str = "connect disconnect login logout open close start stop setup teardown set tear init \
    initialize initialise shutdown begin end commit rollback enter exit cleanup clean prepare finish warm warmup \
    drain flush step stage phase demo test tests example case scenario section part run main next last final \
    pause delay wait throttle lock unlock acquire release seed reset create delete \
    boot launch handshake auth authenticate subscribe unsubscribe register migrate install build deploy";
/// Whether a name, or a part of it between underscores, says that order matters.
pub fn is_ordered(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.split('_').any(|part| {
        let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
        ORDERED.split_ascii_whitespace().any(|known| known == word)
    })
}

/// A call as it stands in a sentence: long arguments left out.
pub fn shortened(script: &Script, expression: &Expr) -> String {
    let text = script.slice(expression);
    match text.split_once('(') {
        Some((name, _)) if text.len() > 24 || text.contains('\n') => format!("{name}(…)"),
        _ => text.to_owned(),
    }
}

/// The names that an expression reads.
pub fn names(expression: &Expr) -> HashSet<&str> {
    struct Names<'a>(HashSet<&'a str>);
    impl<'a> Visitor<'a> for Names<'a> {
        fn visit_expr(&mut self, expression: &'a Expr) {
            if let Expr::Name(name) = expression {
                self.0.insert(name.id.as_str());
            }
            walk_expr(self, expression);
        }
    }
    let mut names = Names(HashSet::new());
    names.visit_expr(expression);
    names.0
}

/// Whether an expression awaits anything.
pub fn has_await(expression: &Expr) -> bool {
    struct Awaits(bool);
    impl<'a> Visitor<'a> for Awaits {
        fn visit_expr(&mut self, expression: &'a Expr) {
            self.0 |= matches!(expression, Expr::Await(_));
            walk_expr(self, expression);
        }
    }
    let mut awaits = Awaits(false);
    awaits.visit_expr(expression);
    awaits.0
}

/// Collects list comprehensions.
pub struct Comprehensions<'a>(pub Vec<&'a ExprListComp>);

impl<'a> Visitor<'a> for Comprehensions<'a> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::ListComp(list) = expression {
            self.0.push(list);
        }
        walk_expr(self, expression);
    }
}
