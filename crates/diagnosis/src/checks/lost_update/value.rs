//! Plain values, as far as they can be computed from what a frame's variables show.

use rustpython_compiler::ast::{Expr, Number, Operator, UnaryOp};
use std::collections::HashMap;

/// An expression of names and plain literals.
#[derive(Clone, Debug)]
pub enum Value {
    Name(String),
    Plain(Plain),
    Operation(Operator, Box<Self>, Box<Self>),
}

/// A plain value.
#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    Int(i64),
    Float(f64),
    /// A text that is shown as it stands here, with its quotes.
    Text(String),
}

impl Value {
    /// An expression, where it is so simple.
    pub fn of(expression: &Expr) -> Option<Self> {
        Some(match expression {
            Expr::Name(name) => Self::Name(name.id.to_string()),
            Expr::NumberLiteral(number) => Self::Plain(match &number.value {
                Number::Int(int) => Plain::Int(int.as_i64()?),
                Number::Float(float) => Plain::Float(*float),
                Number::Complex { .. } => return None,
            }),
            Expr::UnaryOp(unary) if unary.op == UnaryOp::USub => Self::Operation(
                Operator::Sub,
                Box::new(Self::Plain(Plain::Int(0))),
                Box::new(Self::of(&unary.operand)?),
            ),
            Expr::BinOp(binary) => Self::Operation(
                binary.op,
                Box::new(Self::of(&binary.left)?),
                Box::new(Self::of(&binary.right)?),
            ),
            _ => return None,
        })
    }

    /// What it comes to with these variables.
    pub fn in_terms_of(&self, names: &HashMap<&str, Plain>) -> Option<Plain> {
        match self {
            Self::Name(name) => names.get(name.as_str()).cloned(),
            Self::Plain(plain) => Some(plain.clone()),
            Self::Operation(operator, left, right) => {
                let (left, right) = (left.in_terms_of(names)?, right.in_terms_of(names)?);
                operate(*operator, &left, &right)
            }
        }
    }
}

fn operate(operator: Operator, left: &Plain, right: &Plain) -> Option<Plain> {
    if let (Plain::Int(left), Plain::Int(right)) = (left, right) {
        let whole = match operator {
            Operator::Add => left.checked_add(*right),
            Operator::Sub => left.checked_sub(*right),
            Operator::Mult => left.checked_mul(*right),
            _ => None,
        };
        return whole.map(Plain::Int);
    }
    let (left, right) = (left.number()?, right.number()?);
    let value = match operator {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        _ => return None,
    };
    value.is_finite().then_some(Plain::Float(value))
}

impl Plain {
    /// A value as a trace shows it.
    pub fn shown(text: &str) -> Option<Self> {
        if let Ok(int) = text.parse() {
            return Some(Self::Int(int));
        }
        if text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
            return text.parse().ok().map(Self::Float);
        }
        let is_text = text.len() >= 2 && (text.starts_with('\'') && text.ends_with('\''));
        is_text.then(|| Self::Text(text.to_owned()))
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Int(int) => Some(*int as f64),
            Self::Float(float) => Some(*float),
            Self::Text(_) => None,
        }
    }

    /// As Python shows it.
    pub fn text(&self) -> String {
        match self {
            Self::Int(int) => int.to_string(),
            Self::Float(float) => format!("{float:?}"),
            Self::Text(text) => text.clone(),
        }
    }
}
