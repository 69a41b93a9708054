//! Python 2 said in Python 3: edits for the constructs that no Python 3 parses.
//!
//! In: logical lines. Out: edits, the places that only Python 2 means, and what
//! tuple parameters bind. `except E, e:` is no business of this module: it
//! parses, and means one thing or the other by how `e` is used; neither is
//! `print >>f, x`, which parses too.

use std::collections::BTreeMap;

use super::edit::Edit;
use super::layout::{BLOCK, Line};
use super::scan::{Kind, Token};

/// What was found in a file.
#[derive(Debug, Default)]
pub(super) struct Python2 {
    pub(super) edits: Vec<Edit>,
    /// What only Python 2 means: its range, and the index of its line.
    pub(super) evidence: Vec<(u32, u32, usize)>,
    /// Placeholder names of tuple parameters.
    pub(super) tuples: BTreeMap<String, TuplePattern>,
}

/// What a tuple parameter of Python 2 binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TuplePattern {
    /// A name.
    Name(String),
    /// `(a, (b, c))`.
    Tuple(Vec<TuplePattern>),
}

/// The start of the name that stands for a tuple parameter.
pub(super) const PLACEHOLDER: &str = "__tuple_parameter_";

/// Rewrites all of `lines`.
pub(super) fn python2(source: &str, lines: &[Line]) -> Python2 {
    let mut out = Python2::default();
    for (index, line) in lines.iter().enumerate() {
        let mut rewriter = Rewriter {
            source,
            line: index,
            out: &mut out,
        };
        rewriter.tokens(&line.tokens);
        for statement in statements(source, &line.tokens) {
            rewriter.statement(statement);
        }
    }
    out.evidence.sort_unstable();
    out
}

/// The simple statements of a line, and the header of a compound one.
fn statements<'a>(source: &str, tokens: &'a [Token]) -> Vec<&'a [Token]> {
    let block = tokens
        .first()
        .is_some_and(|t| BLOCK.contains(&t.text(source)));
    let mut header = block;
    let (mut depth, mut lambdas, mut start) = (0_u32, 0_u32, 0);
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.text(source) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            "lambda" if depth == 0 => lambdas += 1,
            ":" if depth == 0 && lambdas > 0 => lambdas -= 1,
            ":" if depth == 0 && header => {
                header = false;
                found.extend(tokens.get(start..=index));
                start = index + 1;
            }
            ";" if depth == 0 => {
                found.extend(tokens.get(start..index));
                start = index + 1;
            }
            _ => {}
        }
    }
    found.extend(tokens.get(start..));
    found.retain(|s| !s.is_empty());
    found
}

/// What is known of the brackets around a token.
#[derive(Debug, Default)]
struct Iterable {
    /// They are square.
    list: bool,
    /// A `for` waits for its `in`.
    target: bool,
    /// The first token of what is iterated over, and the commas in it.
    start: Option<usize>,
    commas: u32,
}

struct Rewriter<'a> {
    source: &'a str,
    line: usize,
    out: &'a mut Python2,
}

impl<'a> Rewriter<'a> {
    fn text(&self, tokens: &[Token], at: usize) -> &'a str {
        tokens.get(at).map_or("", |t| t.text(self.source))
    }

    fn evidence(&mut self, start: u32, end: u32) {
        self.out.evidence.push((start, end, self.line));
    }

    fn replace(&mut self, token: Token, text: impl Into<String>) {
        self.out
            .edits
            .push(Edit::replace(token.start, token.end, text));
    }

    /// Rewrites what a single token tells.
    fn tokens(&mut self, tokens: &[Token]) {
        let mut tick: Option<Token> = None;
        for (index, &token) in tokens.iter().enumerate() {
            let text = token.text(self.source);
            match token.kind {
                Kind::Number => self.number(token, text),
                Kind::Str { .. } => self.string(token, text),
                Kind::Name => self.name(tokens, index),
                Kind::Op if text == "<>" => {
                    self.replace(token, "!=");
                    self.evidence(token.start, token.end);
                }
                Kind::Op if text == "`" => match tick.take() {
                    None => tick = Some(token),
                    Some(open) if open.end < token.start => {
                        self.replace(open, "repr(");
                        self.replace(token, ")");
                        self.evidence(open.start, token.end);
                    }
                    Some(_) => {}
                },
                _ => {}
            }
        }
        self.tuple_parameters(tokens);
        self.list_iterables(tokens);
    }

    /// `[x for x in 1, 2]` iterates over a tuple without brackets.
    fn list_iterables(&mut self, tokens: &[Token]) {
        let mut levels: Vec<Iterable> = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            let text = token.text(self.source);
            if let "(" | "[" | "{" = text {
                levels.push(Iterable {
                    list: text == "[",
                    ..Iterable::default()
                });
                continue;
            }
            let Some(level) = levels.last_mut() else {
                continue;
            };
            match text {
                "," if level.start.is_some() => level.commas += 1,
                "for" | "if" | ")" | "]" | "}" => {
                    let ended = level.start.take().filter(|_| level.commas > 0);
                    level.commas = 0;
                    level.target = text == "for" && level.list;
                    if matches!(text, ")" | "]" | "}") {
                        levels.pop();
                    }
                    self.iterable(tokens, ended, index);
                }
                "in" if level.target => {
                    level.target = false;
                    level.start = Some(index + 1);
                }
                _ => {}
            }
        }
    }

    fn iterable(&mut self, tokens: &[Token], start: Option<usize>, end: usize) {
        let first = start.and_then(|start| tokens.get(start));
        let last = end.checked_sub(1).and_then(|last| tokens.get(last));
        if let (Some(first), Some(last)) = (first, last) {
            self.out.edits.push(Edit::insert(first.start, "("));
            self.out.edits.push(Edit::insert(last.end, ")"));
            self.evidence(first.start, last.end);
        }
    }

    fn number(&mut self, token: Token, text: &str) {
        let digits = text.trim_end_matches(['l', 'L']);
        let long = digits.len() + 1 == text.len();
        let octal = digits.len() > 1
            && digits.starts_with('0')
            && digits.bytes().all(|b| matches!(b, b'0'..=b'7'))
            && digits.bytes().any(|b| b != b'0');
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        let based = ["0x", "0X", "0o", "0O", "0b", "0B"]
            .iter()
            .any(|base| digits.starts_with(base));
        let new = match (octal, long) {
            (true, _) => format!("0o{}", digits.trim_start_matches('0')),
            (false, true) if plain || based => digits.to_owned(),
            _ => return,
        };
        // An attribute may follow, and `7.x` is none.
        self.replace(token, new + " ");
        self.evidence(token.start, token.end);
    }

    fn string(&mut self, token: Token, text: &str) {
        let prefix = text.get(..2).unwrap_or("");
        if prefix.eq_ignore_ascii_case("ur") {
            self.out
                .edits
                .push(Edit::replace(token.start, token.start + 2, "r"));
            self.evidence(token.start, token.end);
        }
    }

    /// `async`, `await` and `nonlocal` were names once. Written with a
    /// full-width first letter they still are, and the parser's normalisation
    /// (<https://docs.python.org/3/reference/lexical_analysis.html#identifiers>)
    /// gives them their real name.
    fn name(&mut self, tokens: &[Token], index: usize) {
        let text = self.text(tokens, index);
        let next = self.text(tokens, index + 1);
        let before = index
            .checked_sub(1)
            .map_or("", |before| self.text(tokens, before));
        let ends = matches!(
            next,
            "" | "=" | "," | ")" | "]" | "}" | "." | ":" | ";" | "==" | "!="
        );
        let named = matches!(before, "." | "def" | "class" | "import" | "as" | "global");
        let is_name = match text {
            "async" => named || !matches!(next, "def" | "for" | "with"),
            "await" | "nonlocal" => named || ends,
            _ => false,
        };
        let wide = match text {
            "nonlocal" => "\u{ff4e}onlocal",
            "async" => "\u{ff41}sync",
            _ => "\u{ff41}wait",
        };
        if is_name && let Some(&token) = tokens.get(index) {
            self.replace(token, wide);
        }
    }

    fn statement(&mut self, tokens: &[Token]) {
        match self.text(tokens, 0) {
            "print" => self.print(tokens),
            "exec" if self.operand(tokens, 1) => self.exec(tokens),
            "raise" => self.raise(tokens),
            _ => {}
        }
    }

    /// Whether the token at `at` starts an operand right after a name, which no
    /// Python 3 allows.
    fn operand(&self, tokens: &[Token], at: usize) -> bool {
        let text = self.text(tokens, at);
        let next = self.text(tokens, at + 1);
        match tokens.get(at).map(|t| t.kind) {
            Some(Kind::Str { .. } | Kind::Number) => true,
            Some(Kind::Name) => match text {
                "and" | "or" | "in" | "is" | "if" | "else" | "for" | "async" | "as" | "from"
                | "import" => false,
                "not" => next != "in",
                _ => true,
            },
            Some(Kind::Op) => matches!(text, "`" | "{" | "~"),
            _ => false,
        }
    }

    fn call(&mut self, tokens: &[Token]) {
        if let (Some(word), Some(first), Some(last)) =
            (tokens.first(), tokens.get(1), tokens.last())
        {
            self.out
                .edits
                .push(Edit::replace(word.end, first.start, "("));
            self.out.edits.push(Edit::insert(last.end, ")"));
            self.evidence(word.start, last.end);
        }
    }

    fn print(&mut self, tokens: &[Token]) {
        if self.operand(tokens, 1) {
            self.call(tokens);
        }
    }

    fn exec(&mut self, tokens: &[Token]) {
        let mut depth = 0_u32;
        for &token in tokens {
            match token.text(self.source) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                "in" if depth == 0 => {
                    self.replace(token, ",");
                    break;
                }
                _ => {}
            }
        }
        self.call(tokens);
    }

    /// `raise E, value, traceback` is `raise E(value) from traceback`, nearly.
    fn raise(&mut self, tokens: &[Token]) {
        let commas = self.commas(tokens);
        let (Some(word), Some(first), Some(last)) = (tokens.first(), tokens.get(1), tokens.last())
        else {
            return;
        };
        let ends = commas
            .iter()
            .any(|&comma| comma + 1 == tokens.len() || comma == 1);
        let adjacent = commas.windows(2).any(|pair| pair[0] + 1 == pair[1]);
        if commas.is_empty() || commas.len() > 2 || ends || adjacent {
            return;
        }
        self.out.edits.push(Edit::insert(first.start, "("));
        for (&comma, text) in commas.iter().zip([")(", ") from "]) {
            if let Some(&token) = tokens.get(comma) {
                self.replace(token, text);
            }
        }
        if commas.len() == 1 {
            self.out.edits.push(Edit::insert(last.end, ")"));
        }
        self.evidence(word.start, last.end);
    }

    /// Where commas stand outside brackets and lambdas' parameters.
    fn commas(&self, tokens: &[Token]) -> Vec<usize> {
        let (mut depth, mut lambdas) = (0_u32, 0_u32);
        let mut found = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            match token.text(self.source) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                "lambda" if depth == 0 => lambdas += 1,
                ":" if depth == 0 => lambdas = lambdas.saturating_sub(1),
                "," if depth == 0 && lambdas == 0 => found.push(index),
                _ => {}
            }
        }
        found
    }

    /// Rewrites `def f((a, b)):` and `lambda (a, b): …`.
    fn tuple_parameters(&mut self, tokens: &[Token]) {
        let mut index = 0;
        while index < tokens.len() {
            match self.text(tokens, index) {
                "def" if self.text(tokens, index + 2) == "(" => {
                    index = self.parameters(tokens, index + 3);
                }
                "lambda" => index = self.parameters(tokens, index + 1),
                _ => index += 1,
            }
        }
    }

    /// Rewrites the tuples among the parameters that start at `index`; returns
    /// where to go on.
    fn parameters(&mut self, tokens: &[Token], start: usize) -> usize {
        let (mut index, mut fresh) = (start, true);
        let mut depth = 0_u32;
        while index < tokens.len() {
            match self.text(tokens, index) {
                "(" if fresh && depth == 0 => {
                    if let Some((pattern, after)) = self.pattern(tokens, index) {
                        self.tuple(tokens, index, after, pattern);
                        index = after;
                        fresh = false;
                        continue;
                    }
                    depth += 1;
                }
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" if depth == 0 => return index + 1,
                ")" | "]" | "}" => depth -= 1,
                // The parameters of a lambda end here; those of a `def` have
                // annotations, whose lambdas are not worth the trouble.
                ":" if depth == 0 && self.text(tokens, start.wrapping_sub(1)) == "lambda" => {
                    return index + 1;
                }
                "lambda" => return index,
                _ => {}
            }
            fresh = depth == 0 && self.text(tokens, index) == ",";
            index += 1;
        }
        index
    }

    fn tuple(&mut self, tokens: &[Token], open: usize, after: usize, pattern: TuplePattern) {
        let (Some(first), Some(last)) = (tokens.get(open), tokens.get(after.wrapping_sub(1)))
        else {
            return;
        };
        let name = format!("{PLACEHOLDER}{}", first.start);
        self.out
            .edits
            .push(Edit::replace(first.start, last.end, name.clone()));
        self.evidence(first.start, last.end);
        self.out.tuples.insert(name, pattern);
    }

    /// Reads `(a, (b, c))` at `open`; returns it and the index after it.
    fn pattern(&self, tokens: &[Token], open: usize) -> Option<(TuplePattern, usize)> {
        let mut stack: Vec<(Vec<TuplePattern>, bool)> = Vec::new();
        let mut index = open;
        loop {
            let token = tokens.get(index)?;
            match token.text(self.source) {
                "(" if stack.len() < 20 => stack.push((Vec::new(), false)),
                "," => stack.last_mut()?.1 = true,
                ")" => {
                    let (mut items, comma) = stack.pop()?;
                    // `(a)` is `a`.
                    let pattern = match items.pop() {
                        Some(only) if items.is_empty() && !comma => only,
                        last => {
                            items.extend(last);
                            TuplePattern::Tuple(items)
                        }
                    };
                    match stack.last_mut() {
                        Some(outer) => outer.0.push(pattern),
                        None => return Some((pattern, index + 1)),
                    }
                }
                name if token.kind == Kind::Name => {
                    stack
                        .last_mut()?
                        .0
                        .push(TuplePattern::Name(name.to_owned()));
                }
                _ => return None,
            }
            index += 1;
        }
    }
}
