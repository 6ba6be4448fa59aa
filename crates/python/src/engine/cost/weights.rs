//! What straight-line code costs, in nanoseconds: about what CPython 3.14 takes on a laptop.

use rustpython_vm::compiler::ast::{
    Expr, Stmt,
    visitor::source_order::{self, SourceOrderVisitor},
};

/// One iteration of a `for` loop or a comprehension, without its body.
pub const ITERATION: u64 = 12;
/// One iteration of a `while` loop, without its test and body.
pub const REPETITION: u64 = 15;
/// Entering and leaving a Python function, beside the call expression.
pub const ENTRY: u64 = 30;
/// One element that a built-in function takes from a `range` by itself.
pub const ELEMENT: u64 = 8;

const CALL: u64 = 30;
const OPERATOR: u64 = 12;
const COMPARISON: u64 = 10;
const LOOKUP: u64 = 8;
const SUBSCRIPT: u64 = 12;
const NAME: u64 = 2;
const CONSTRUCTION: u64 = 25;
const FORMAT: u64 = 40;
const SUSPENSION: u64 = 30;
const STATEMENT: u64 = 2;
const RAISE: u64 = 300;

/// What running these statements once costs, without the loops and functions inside them, which count for themselves.
pub fn of_body(body: &[Stmt]) -> u64 {
    let mut sum = Sum(0);
    for statement in body {
        sum.visit_stmt(statement);
    }
    sum.0
}

/// What evaluating this once costs, in the same sense.
pub fn of_expression(expression: &Expr) -> u64 {
    let mut sum = Sum(0);
    sum.visit_expr(expression);
    sum.0
}

struct Sum(u64);

impl Sum {
    /// Of alternatives one is taken: their mean.
    fn mean(&mut self, alternatives: impl IntoIterator<Item = u64>) {
        let (mut total, mut count) = (0_u64, 0);
        for cost in alternatives {
            total += cost;
            count += 1;
        }
        self.0 += total.checked_div(count).unwrap_or(0);
    }
}

impl<'a> SourceOrderVisitor<'a> for Sum {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        self.0 += STATEMENT;
        match statement {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => self.0 += CONSTRUCTION,
            Stmt::For(statement) => self.visit_expr(&statement.iter),
            Stmt::While(_) => {}
            Stmt::If(statement) => {
                self.visit_expr(&statement.test);
                let clauses = &statement.elif_else_clauses;
                let has_else = clauses.last().is_some_and(|clause| clause.test.is_none());
                let alternatives = std::iter::once(of_body(&statement.body))
                    .chain(clauses.iter().map(|clause| {
                        clause.test.as_ref().map_or(0, of_expression) + of_body(&clause.body)
                    }))
                    .chain((!has_else).then_some(0))
                    .collect::<Vec<_>>();
                self.mean(alternatives);
            }
            Stmt::Match(statement) => {
                self.visit_expr(&statement.subject);
                let alternatives: Vec<u64> = statement
                    .cases
                    .iter()
                    .map(|case| OPERATOR + of_body(&case.body))
                    .collect();
                self.mean(alternatives);
            }
            Stmt::Try(statement) => {
                self.0 += of_body(&statement.body) + of_body(&statement.finalbody);
            }
            Stmt::AugAssign(_) => {
                self.0 += OPERATOR;
                source_order::walk_stmt(self, statement);
            }
            Stmt::Raise(_) => {
                self.0 += RAISE;
                source_order::walk_stmt(self, statement);
            }
            _ => source_order::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::If(expression) => {
                self.visit_expr(&expression.test);
                self.mean([
                    of_expression(&expression.body),
                    of_expression(&expression.orelse),
                ]);
                return;
            }
            Expr::Lambda(_) => {
                self.0 += CONSTRUCTION;
                return;
            }
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.0 += CONSTRUCTION;
                return;
            }
            Expr::Call(_) => self.0 += CALL,
            Expr::BinOp(_) => self.0 += OPERATOR,
            Expr::UnaryOp(_) => self.0 += OPERATOR,
            Expr::BoolOp(_) => self.0 += STATEMENT,
            Expr::Compare(_) => self.0 += COMPARISON,
            Expr::Attribute(_) => self.0 += LOOKUP,
            Expr::Subscript(_) => self.0 += SUBSCRIPT,
            Expr::List(_) | Expr::Tuple(_) | Expr::Set(_) | Expr::Dict(_) => self.0 += CONSTRUCTION,
            Expr::FString(_) | Expr::TString(_) => self.0 += FORMAT,
            Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) => self.0 += SUSPENSION,
            _ => self.0 += NAME,
        }
        source_order::walk_expr(self, expression);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustpython_vm::compiler::parser;

    fn cost(source: &str) -> u64 {
        of_body(&parser::parse_module(source).unwrap().into_syntax().body)
    }

    #[test]
    fn more_to_do_costs_more() {
        assert!(cost("a = b + c") > cost("a = b"));
        assert!(cost("f(a, b)") > cost("a"));
        assert!(cost("a += b * c") > cost("a += b"));
    }

    #[test]
    fn of_two_branches_one_is_taken() {
        let one = cost("if a:\n    f(a)");
        let both = cost("if a:\n    f(a)\nelse:\n    f(a)");
        let neither = cost("if a:\n    pass");
        assert!(neither < one && one < both);
        assert!(both < neither + 2 * cost("f(a)"));
    }

    #[test]
    fn loops_and_functions_count_for_themselves() {
        assert_eq!(
            cost("for a in b:\n    f(a)"),
            cost("for a in b:\n    f(f(f(a)))")
        );
        assert_eq!(
            cost("def f():\n    pass"),
            cost("def f():\n    g(1)\n    g(2)")
        );
    }
}
