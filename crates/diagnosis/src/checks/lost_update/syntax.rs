//! What a statement does on the way: it stores, waits, or leaves.

use rustpython_compiler::ast::{
    Expr, Stmt,
    visitor::{Visitor, walk_expr, walk_stmt},
};

/// The names that a statement stores to.
pub struct Stored(Vec<String>);

impl Stored {
    pub fn of(statement: &Stmt) -> impl Iterator<Item = String> {
        let mut stored = Self(Vec::new());
        stored.visit_stmt(statement);
        stored.0.into_iter()
    }
}

impl<'a> Visitor<'a> for Stored {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression
            && !name.ctx.is_load()
        {
            self.0.push(name.id.to_string());
        }
        walk_expr(self, expression);
    }
}

/// Whether a statement waits somewhere.
pub fn awaits(statement: &Stmt) -> bool {
    struct Awaits(bool);
    impl<'a> Visitor<'a> for Awaits {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            match statement {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
                Stmt::For(each) => self.0 |= each.is_async,
                Stmt::With(with) => self.0 |= with.is_async,
                _ => {}
            }
            walk_stmt(self, statement);
        }
        fn visit_expr(&mut self, expression: &'a Expr) {
            self.0 |= matches!(expression, Expr::Await(_));
            walk_expr(self, expression);
        }
    }
    let mut awaits = Awaits(false);
    awaits.visit_stmt(statement);
    awaits.0
}

/// Whether what follows a statement in its block is always reached from within it, but for exceptions.
pub fn is_straight(statement: &Stmt) -> bool {
    struct Leaves(bool);
    impl<'a> Visitor<'a> for Leaves {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            match statement {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
                Stmt::Return(_) | Stmt::Raise(_) | Stmt::Break(_) | Stmt::Continue(_) => {
                    self.0 = true;
                }
                _ => {}
            }
            walk_stmt(self, statement);
        }
    }
    let mut leaves = Leaves(false);
    leaves.visit_stmt(statement);
    !leaves.0
}
