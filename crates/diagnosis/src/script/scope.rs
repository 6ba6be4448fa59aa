//! The names that are a function's own, and what is new in it.

use rustpython_compiler::ast::{
    Expr, Stmt, StmtFunctionDef,
    visitor::{self, Visitor},
};
use std::collections::HashSet;

/// Whether a list of words has this one.
pub fn is_among(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == name)
}

/// The names of one function.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Its own: parameters, and what it binds.
    pub own: HashSet<String>,
    /// Of those, the ones that hold what it made itself, and nothing else ever.
    pub fresh: HashSet<String>,
}

impl Scope {
    /// Of a function.
    pub fn of(def: &StmtFunctionDef) -> Self {
        let mut names = Names::default();
        for parameter in def.parameters.iter() {
            names.own.insert(parameter.name().to_string());
            names.other.insert(parameter.name().to_string());
        }
        names.visit_body(&def.body);
        let outer = std::mem::take(&mut names.outer);
        names.own.retain(|name| !outer.contains(name));
        let fresh = names.made.difference(&names.other).cloned();
        let fresh = fresh.filter(|name| names.own.contains(name)).collect();
        Self {
            own: names.own,
            fresh,
        }
    }
}

/// Collects what a function binds, nested functions left out.
#[derive(Default)]
struct Names {
    own: HashSet<String>,
    outer: HashSet<String>,
    /// Bound to something new.
    made: HashSet<String>,
    /// Bound to something else.
    other: HashSet<String>,
}

impl<'a> Visitor<'a> for Names {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(def) => {
                self.own.insert(def.name.to_string());
                return;
            }
            Stmt::ClassDef(def) => {
                self.own.insert(def.name.to_string());
                return;
            }
            Stmt::Global(global) => self
                .outer
                .extend(global.names.iter().map(|n| n.to_string())),
            Stmt::Nonlocal(outer) => self.outer.extend(outer.names.iter().map(|n| n.to_string())),
            Stmt::Assign(assign) => {
                if let [Expr::Name(name)] = assign.targets.as_slice()
                    && is_new(&assign.value)
                {
                    self.own.insert(name.id.to_string());
                    self.made.insert(name.id.to_string());
                    self.visit_expr(&assign.value);
                    return;
                }
            }
            Stmt::AnnAssign(assign) => {
                if let (Expr::Name(name), Some(value)) = (&*assign.target, &assign.value)
                    && is_new(value)
                {
                    self.own.insert(name.id.to_string());
                    self.made.insert(name.id.to_string());
                    self.visit_expr(value);
                    return;
                }
            }
            Stmt::With(with) => {
                for item in &with.items {
                    if let Some(Expr::Name(name)) = item.optional_vars.as_deref()
                        && is_new(&item.context_expr)
                    {
                        self.own.insert(name.id.to_string());
                        self.made.insert(name.id.to_string());
                    } else if let Some(target) = &item.optional_vars {
                        self.visit_expr(target);
                    }
                    self.visit_expr(&item.context_expr);
                }
                self.visit_body(&with.body);
                return;
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression
            && !name.ctx.is_load()
        {
            self.own.insert(name.id.to_string());
            self.other.insert(name.id.to_string());
        }
        visitor::walk_expr(self, expression);
    }
}

/// Whether an expression always gives a new object, which nobody else knows.
pub fn is_new(expression: &Expr) -> bool {
    match expression {
        Expr::List(_)
        | Expr::Dict(_)
        | Expr::Set(_)
        | Expr::Tuple(_)
        | Expr::ListComp(_)
        | Expr::DictComp(_)
        | Expr::SetComp(_)
        | Expr::FString(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::BinOp(_)
        | Expr::Compare(_) => true,
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) => is_among(
                "list dict set tuple sorted deque defaultdict Counter int float str len sum range",
                name.id.as_str(),
            ),
            Expr::Attribute(attribute) => {
                let of =
                    matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == "asyncio");
                of && is_among("TaskGroup timeout timeout_at", attribute.attr.as_str())
            }
            _ => false,
        },
        _ => false,
    }
}
