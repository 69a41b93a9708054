//! `json.loads`, `json.dumps` and `ast.literal_eval`.

use super::{Data, Failure, Outcome};

/// Values inside values.
const MAX_DEPTH: usize = 64;

/// `json.loads(text)`.
pub(super) fn loaded(text: &str) -> Outcome {
    let mut reader = Reader {
        letters: text.chars().collect(),
        at: 0,
    };
    let value = reader.value(0);
    reader.blanks();
    match value {
        Some(value) if reader.at == reader.letters.len() => Ok(value),
        _ => Err(Failure::Raises("ValueError")),
    }
}

struct Reader {
    letters: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let end = self.at + word.chars().count();
        let found = self
            .letters
            .get(self.at..end)
            .is_some_and(|letters| letters.iter().copied().eq(word.chars()));
        if found {
            self.at = end;
        }
        found
    }

    fn value(&mut self, depth: usize) -> Option<Data> {
        self.blanks();
        if depth > MAX_DEPTH {
            return None;
        }
        match self.peek()? {
            '"' => self.text().map(Data::Text),
            '{' => self.object(depth),
            '[' => self.array(depth),
            _ if self.word("true") => Some(Data::Bool(true)),
            _ if self.word("false") => Some(Data::Bool(false)),
            _ if self.word("null") => Some(Data::None),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Data> {
        self.at += 1;
        let mut items: Vec<(Data, Data)> = Vec::new();
        self.blanks();
        if self.take('}') {
            return Some(Data::Dict(items));
        }
        loop {
            self.blanks();
            let key = Data::Text(self.text()?);
            self.blanks();
            if !self.take(':') {
                return None;
            }
            let value = self.value(depth + 1)?;
            match items.iter_mut().find(|(own, _)| *own == key) {
                Some((_, old)) => *old = value,
                None => items.push((key, value)),
            }
            self.blanks();
            if self.take('}') {
                return Some(Data::Dict(items));
            }
            if !self.take(',') {
                return None;
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Data> {
        self.at += 1;
        let mut items = Vec::new();
        self.blanks();
        if self.take(']') {
            return Some(Data::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blanks();
            if self.take(']') {
                return Some(Data::List(items));
            }
            if !self.take(',') {
                return None;
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        if !self.take('"') {
            return None;
        }
        let mut text = String::new();
        loop {
            let letter = self.peek()?;
            self.at += 1;
            match letter {
                '"' => return Some(text),
                '\\' => {
                    let escaped = self.peek()?;
                    self.at += 1;
                    text.push(match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' => '\u{8}',
                        'f' => '\u{c}',
                        '"' | '\\' | '/' => escaped,
                        'u' => {
                            let digits: String =
                                self.letters.get(self.at..self.at + 4)?.iter().collect();
                            self.at += 4;
                            char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                        }
                        _ => return None,
                    });
                }
                _ if u32::from(letter) < 0x20 => return None,
                _ => text.push(letter),
            }
        }
    }

    fn number(&mut self) -> Option<Data> {
        let from = self.at;
        while matches!(self.peek(), Some('0'..='9' | '-' | '+' | '.' | 'e' | 'E')) {
            self.at += 1;
        }
        let text: String = self.letters[from..self.at].iter().collect();
        if text.starts_with('+') || text.is_empty() {
            return None;
        }
        if text.contains(['.', 'e', 'E']) {
            return text.parse().ok().map(Data::Float);
        }
        let digits = text.trim_start_matches('-');
        if digits.len() > 1 && digits.starts_with('0') {
            return None;
        }
        text.parse().ok().map(Data::Int)
    }
}

/// `json.dumps(data)` without options.
pub(super) fn dumped(data: &Data) -> Option<String> {
    Some(match data {
        Data::None => "null".to_owned(),
        Data::Bool(truth) => truth.to_string(),
        Data::Int(_) | Data::Float(_) => super::repr(data)?,
        Data::Text(text) if text.is_ascii() => {
            let mut result = String::from('"');
            for letter in text.chars() {
                match letter {
                    '"' => result.push_str("\\\""),
                    '\\' => result.push_str("\\\\"),
                    '\n' => result.push_str("\\n"),
                    '\r' => result.push_str("\\r"),
                    '\t' => result.push_str("\\t"),
                    _ if u32::from(letter) < 0x20 => return None,
                    _ => result.push(letter),
                }
            }
            result.push('"');
            result
        }
        Data::List(items) | Data::Tuple(items) => {
            let items: Option<Vec<String>> = items.iter().map(dumped).collect();
            format!("[{}]", items?.join(", "))
        }
        Data::Dict(items) => {
            let items: Option<Vec<String>> = items
                .iter()
                .map(|(key, value)| {
                    let key = match key {
                        Data::Text(_) => key.clone(),
                        Data::Int(int) => Data::Text(int.to_string()),
                        _ => return None,
                    };
                    Some(format!("{}: {}", dumped(&key)?, dumped(value)?))
                })
                .collect();
            format!("{{{}}}", items?.join(", "))
        }
        _ => return None,
    })
}
