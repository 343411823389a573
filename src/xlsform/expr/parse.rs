//! Tokens to tree, by precedence levels.

use super::ast::{Ast, Axis, Op, Path, Start, Step};
use super::error::{ExprError, ExprErrorCode as Code};
use super::lex::{Token, tokens};

/// Longest expression text that is read, in bytes. Real ones stay under 4,000.
pub const MAX_SOURCE: usize = 32 * 1024;
/// Deepest nesting of parentheses, calls and predicates. Real forms nest `if` some fifty deep.
pub const MAX_DEPTH: usize = 120;

const LEVELS: [&[Op]; 7] = [
    &[Op::Or],
    &[Op::And],
    &[Op::Eq, Op::Ne],
    &[Op::Lt, Op::Le, Op::Gt, Op::Ge],
    &[Op::Add, Op::Sub],
    &[Op::Mul, Op::Div, Op::Mod],
    &[Op::Union],
];
/// A minus sign binds tighter than `*` and looser than `|`.
const UNION: usize = 6;

pub fn parse(source: &str) -> Result<Ast, ExprError> {
    if source.len() > MAX_SOURCE {
        return Err(ExprError::new(MAX_SOURCE, Code::TooLong, source.len().to_string()));
    }
    let tokens = tokens(source)?;
    if tokens.is_empty() {
        return Err(ExprError::new(0, Code::Empty, ""));
    }
    let mut parser = Parser { tokens, next: 0, depth: 0, end: source.len() };
    let ast = parser.level(0)?;
    match parser.tokens.get(parser.next) {
        None => Ok(ast),
        Some(_) => Err(parser.unexpected()),
    }
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    next: usize,
    depth: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(t, _)| t)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(_, at)| *at)
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.next += 1;
        }
        found
    }

    fn expect(&mut self, token: &Token) -> Result<(), ExprError> {
        if self.eat(token) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> ExprError {
        match self.peek() {
            None => ExprError::new(self.end, Code::UnexpectedEnd, ""),
            Some(token) => ExprError::new(self.at(), Code::UnexpectedToken, describe(token)),
        }
    }

    fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ExprError>,
    ) -> Result<T, ExprError> {
        if self.depth == MAX_DEPTH {
            return Err(ExprError::new(self.at(), Code::TooDeep, MAX_DEPTH.to_string()));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reads everything that binds at least as tightly as `loosest`: an operand, then chains from
    /// the tightest level outwards. One frame per nesting instead of one per level keeps deep texts
    /// off the stack.
    fn level(&mut self, loosest: usize) -> Result<Ast, ExprError> {
        let mut left = self.unary()?;
        for level in (loosest..UNION).rev() {
            left = self.chain(left, level, |p| p.level(level + 1))?;
        }
        Ok(left)
    }

    fn chain(
        &mut self,
        first: Ast,
        level: usize,
        mut operand: impl FnMut(&mut Self) -> Result<Ast, ExprError>,
    ) -> Result<Ast, ExprError> {
        let mut rest = Vec::new();
        while let Some(Token::Op(op)) = self.peek() {
            let op = *op;
            if !LEVELS[level].contains(&op) {
                break;
            }
            self.next += 1;
            rest.push((op, operand(self)?));
        }
        Ok(if rest.is_empty() { first } else { Ast::Chain { first: Box::new(first), rest } })
    }

    fn unary(&mut self) -> Result<Ast, ExprError> {
        let mut signs = 0_usize;
        while self.eat(&Token::Op(Op::Sub)) {
            signs += 1;
        }
        let first = self.path()?;
        let operand = self.chain(first, UNION, Self::path)?;
        // An even number of signs still makes a number of its operand.
        Ok(match signs {
            0 => operand,
            n if n % 2 == 1 => Ast::Negate(Box::new(operand)),
            _ => Ast::Negate(Box::new(Ast::Negate(Box::new(operand)))),
        })
    }

    fn path(&mut self) -> Result<Ast, ExprError> {
        let start = match self.peek() {
            Some(Token::Slash) => {
                self.next += 1;
                let steps = if self.starts_step() { self.steps(Axis::Child)? } else { Vec::new() };
                return Ok(Ast::Path(Path { start: Start::Root, steps }));
            }
            Some(Token::DoubleSlash) => {
                self.next += 1;
                let steps = self.steps(Axis::DescendantOrSelf)?;
                return Ok(Ast::Path(Path { start: Start::Root, steps }));
            }
            _ if self.starts_primary() => {
                let primary = self.primary()?;
                let predicates = self.predicates()?;
                if predicates.is_empty()
                    && !matches!(self.peek(), Some(Token::Slash | Token::DoubleSlash))
                {
                    return Ok(primary);
                }
                Start::Primary { ast: Box::new(primary), predicates }
            }
            _ => {
                let steps = self.steps(Axis::Child)?;
                return Ok(Ast::Path(Path { start: Start::Here, steps }));
            }
        };
        let steps = match self.peek() {
            Some(Token::Slash) => {
                self.next += 1;
                self.steps(Axis::Child)?
            }
            Some(Token::DoubleSlash) => {
                self.next += 1;
                self.steps(Axis::Descendant)?
            }
            _ => Vec::new(),
        };
        Ok(Ast::Path(Path { start, steps }))
    }

    fn starts_step(&self) -> bool {
        matches!(
            self.peek(),
            Some(Token::Name(_) | Token::Any | Token::Dot | Token::DotDot | Token::At)
        )
    }

    fn starts_primary(&self) -> bool {
        match self.peek() {
            Some(Token::Number(_) | Token::Text(_) | Token::Ref { .. } | Token::Open) => true,
            Some(Token::Name(name)) => {
                !matches!(name.as_str(), "node" | "text")
                    && matches!(self.tokens.get(self.next + 1), Some((Token::Open, _)))
            }
            _ => false,
        }
    }

    fn primary(&mut self) -> Result<Ast, ExprError> {
        let (token, at) = self.tokens[self.next].clone();
        self.next += 1;
        match token {
            Token::Number(value) => Ok(Ast::Number(value)),
            Token::Text(text) => Ok(Ast::Text(text)),
            Token::Ref { name, last_saved } => Ok(Ast::Ref { name, last_saved, at }),
            Token::Open => {
                let inner = self.nested(|p| p.level(0))?;
                self.expect(&Token::Close)?;
                Ok(inner)
            }
            Token::Name(name) => {
                self.expect(&Token::Open)?;
                let args = self.nested(Self::arguments)?;
                Ok(Ast::Call { name, args, at })
            }
            _ => {
                self.next -= 1;
                Err(self.unexpected())
            }
        }
    }

    fn arguments(&mut self) -> Result<Vec<Ast>, ExprError> {
        let mut args = Vec::new();
        if self.eat(&Token::Close) {
            return Ok(args);
        }
        loop {
            args.push(self.level(0)?);
            if self.eat(&Token::Close) {
                return Ok(args);
            }
            self.expect(&Token::Comma)?;
        }
    }

    fn predicates(&mut self) -> Result<Vec<Ast>, ExprError> {
        let mut predicates = Vec::new();
        while self.eat(&Token::OpenBracket) {
            predicates.push(self.nested(|p| p.level(0))?);
            self.expect(&Token::CloseBracket)?;
        }
        Ok(predicates)
    }

    fn steps(&mut self, first_axis: Axis) -> Result<Vec<Step>, ExprError> {
        let mut steps = Vec::new();
        let mut axis = first_axis;
        loop {
            steps.push(self.step(axis)?);
            if self.eat(&Token::Slash) {
                axis = Axis::Child;
            } else if self.eat(&Token::DoubleSlash) {
                axis = Axis::Descendant;
            } else {
                return Ok(steps);
            }
        }
    }

    fn step(&mut self, mut axis: Axis) -> Result<Step, ExprError> {
        if self.eat(&Token::Dot) {
            return Ok(Step { axis: Axis::Itself, name: None, predicates: self.predicates()? });
        }
        if self.eat(&Token::DotDot) {
            return Ok(Step { axis: Axis::Parent, name: None, predicates: self.predicates()? });
        }
        if self.eat(&Token::At) {
            axis = Axis::Attribute;
        } else if let (Some(Token::Name(name)), Some((Token::Axis, _))) =
            (self.peek(), self.tokens.get(self.next + 1))
        {
            axis = match name.as_str() {
                "child" => Axis::Child,
                "parent" => Axis::Parent,
                "self" => Axis::Itself,
                "attribute" => Axis::Attribute,
                "descendant" => Axis::Descendant,
                "descendant-or-self" => Axis::DescendantOrSelf,
                "ancestor" => Axis::Ancestor,
                _ => return Err(self.unexpected()),
            };
            self.next += 2;
        }
        let name = match self.peek() {
            Some(Token::Any) => None,
            Some(Token::Name(name)) => Some(name.clone()),
            _ => return Err(self.unexpected()),
        };
        self.next += 1;
        let name = match name.as_deref() {
            Some("node" | "text") if self.eat(&Token::Open) => {
                self.expect(&Token::Close)?;
                // The text of an element is its value: `x/text()` and `x` mean the same here.
                if name.as_deref() == Some("text") {
                    axis = Axis::Itself;
                }
                None
            }
            _ => name,
        };
        Ok(Step { axis, name, predicates: self.predicates()? })
    }
}

fn describe(token: &Token) -> String {
    match token {
        Token::Number(value) => value.to_string(),
        Token::Text(text) => format!("'{text}'"),
        Token::Ref { name, .. } => format!("${{{name}}}"),
        Token::Name(name) => name.clone(),
        Token::Op(op) => match op {
            Op::Or => "or",
            Op::And => "and",
            Op::Eq => "=",
            Op::Ne => "!=",
            Op::Lt => "<",
            Op::Le => "<=",
            Op::Gt => ">",
            Op::Ge => ">=",
            Op::Add => "+",
            Op::Sub => "-",
            Op::Mul => "*",
            Op::Div => "div",
            Op::Mod => "mod",
            Op::Union => "|",
        }
        .to_owned(),
        Token::Any => "*".to_owned(),
        Token::Slash => "/".to_owned(),
        Token::DoubleSlash => "//".to_owned(),
        Token::Open => "(".to_owned(),
        Token::Close => ")".to_owned(),
        Token::OpenBracket => "[".to_owned(),
        Token::CloseBracket => "]".to_owned(),
        Token::Comma => ",".to_owned(),
        Token::At => "@".to_owned(),
        Token::Dot => ".".to_owned(),
        Token::DotDot => "..".to_owned(),
        Token::Axis => "::".to_owned(),
    }
}
