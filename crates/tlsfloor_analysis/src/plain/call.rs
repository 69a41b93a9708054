//! Functions of the language and its library that compute with plain data
//! alone, by their dotted names.

use super::{
    Data, Failure, Given, Outcome, TYPE_ERROR, VALUE_ERROR, bytes, formatted, json, length, number,
    repr, rewrite, shell, text,
};

/// What a function gives for what it is given; `None` if it is none of these.
pub(crate) fn function(dotted: &str, given: &Given) -> Option<Outcome> {
    if let Some(method) = dotted.strip_prefix("builtins.str.") {
        return Some(match method {
            "maketrans" => rewrite::translation(given),
            _ => unbound(given, |receiver| matches!(receiver, Data::Text(_)), method),
        });
    }
    if let Some(method) = dotted.strip_prefix("builtins.int.") {
        return Some(match method {
            "from_bytes" => number::from_bytes(given),
            _ => unbound(given, |receiver| receiver.int().is_some(), method),
        });
    }
    if let Some(method) = dotted.strip_prefix("builtins.bytes.") {
        return Some(match method {
            "fromhex" => from_hex(given),
            _ => unbound(given, |receiver| matches!(receiver, Data::Bytes(_)), method),
        });
    }
    if let Some(function) = dotted.strip_prefix("math.") {
        return mathematical(function, given);
    }
    Some(match dotted {
        "builtins.int" | "builtins.long" => number::int(given),
        "builtins.float" => number::float(given),
        "builtins.bytes" => bytes::made(given),
        "builtins.str" if given.positional.len() > 1 || !given.keywords.is_empty() => {
            match given.positional.first() {
                Some(Data::Bytes(content)) => {
                    bytes::decoded(content, given.get(1, "encoding"), given.get(2, "errors"))
                }
                _ => Err(TYPE_ERROR),
            }
        }
        "builtins.round" => number::rounded(given),
        "builtins.pow" => number::power(given),
        "builtins.divmod" => match given.positional.as_slice() {
            [left, right] => {
                number::divided(left, right).map(|(whole, rest)| Data::Tuple(vec![whole, rest]))
            }
            _ => Err(TYPE_ERROR),
        },
        "builtins.format" => match given.positional.as_slice() {
            [value] => formatted(value, "").map(Data::Text),
            [value, Data::Text(spec)] => formatted(value, spec).map(Data::Text),
            _ => Err(TYPE_ERROR),
        },
        "json.dumps" if given.positional.len() == 1 && given.keywords.is_empty() => {
            json::dumped(&given.positional[0])
                .map(Data::Text)
                .ok_or(Failure::Unknown)
        }
        _ => return of_one(dotted, given),
    })
}

/// Whether a function computes with plain data alone.
pub(crate) fn is_function(dotted: &str) -> bool {
    let of_class = ["builtins.str.", "builtins.int.", "builtins.bytes."]
        .iter()
        .any(|class| dotted.starts_with(class));
    of_class
        || dotted == "json.dumps"
        || function(dotted, &Given::default()).is_some()
        || mathematical_name(dotted)
}

fn mathematical_name(dotted: &str) -> bool {
    let known = ["floor", "ceil", "trunc", "sqrt", "gcd", "isclose"];
    dotted
        .strip_prefix("math.")
        .is_some_and(|function| known.contains(&function))
}

/// Functions of one argument.
fn of_one(dotted: &str, given: &Given) -> Option<Outcome> {
    const NAMES: [&str; 14] = [
        "builtins.abs",
        "builtins.hex",
        "builtins.oct",
        "builtins.bin",
        "builtins.ord",
        "builtins.chr",
        "builtins.repr",
        "builtins.ascii",
        "json.loads",
        "ast.literal_eval",
        "shlex.split",
        "shlex.quote",
        "os.path.basename",
        "os.path.splitext",
    ];
    if !NAMES.contains(&dotted) {
        return None;
    }
    let [value] = given.positional.as_slice() else {
        return Some(Err(Failure::Unknown));
    };
    if !given.keywords.is_empty() {
        return Some(Err(Failure::Unknown));
    }
    let last = dotted.rsplit('.').next().unwrap_or(dotted);
    let of_text = |run: &dyn Fn(&str) -> Outcome| match value {
        Data::Text(text) => run(text),
        Data::Bytes(_) => Err(Failure::Unknown),
        _ => Err(TYPE_ERROR),
    };
    Some(match last {
        "abs" => match value {
            Data::Float(float) => Ok(Data::Float(float.abs())),
            other => match other.int() {
                Some(int) => int.checked_abs().map(Data::Int).ok_or(Failure::Unknown),
                None => Err(TYPE_ERROR),
            },
        },
        "hex" | "oct" | "bin" => number::in_base(value, last),
        "ord" => match value {
            Data::Text(text) if text.chars().count() == 1 => {
                let code = text.chars().next().map_or(0, u32::from);
                Ok(Data::Int(i128::from(code)))
            }
            Data::Bytes(bytes) if bytes.len() == 1 => Ok(Data::Int(i128::from(bytes[0]))),
            _ => Err(TYPE_ERROR),
        },
        "chr" => rewrite::character(value).map(|letter| Data::Text(letter.to_string())),
        "repr" | "ascii" => match repr(value) {
            Some(text) if last == "repr" || text.is_ascii() => Ok(Data::Text(text)),
            _ => Err(Failure::Unknown),
        },
        "loads" => of_text(&json::loaded),
        "literal_eval" => of_text(&literal),
        "split" => of_text(&shell::split),
        "quote" => of_text(&shell::quoted),
        "basename" => of_text(&|path| {
            let last = path.rsplit('/').next().unwrap_or(path);
            Ok(Data::Text(last.to_owned()))
        }),
        _ => of_text(&|path| {
            let from = path.rfind('/').map_or(0, |at| at + 1);
            let name = path[from..].trim_start_matches('.');
            let hidden = path.len() - name.len();
            let at = name.rfind('.').map_or(path.len(), |at| hidden + at);
            let parts = [&path[..at], &path[at..]];
            Ok(Data::Tuple(
                parts.map(|part| Data::Text(part.to_owned())).to_vec(),
            ))
        }),
    })
}

/// What JSON and Python write alike, and the simplest of what they do not.
fn literal(text: &str) -> Outcome {
    let text = text.trim();
    match text {
        "None" => return Ok(Data::None),
        "True" => return Ok(Data::Bool(true)),
        "False" => return Ok(Data::Bool(false)),
        _ => {}
    }
    let words = ["true", "false", "null", "True", "False", "None"];
    let differs = text.contains(['\\', '#'])
        || text.contains('\'') && text.contains('"')
        || words.iter().any(|word| text.contains(word));
    if differs {
        return Err(Failure::Unknown);
    }
    match json::loaded(&text.replace('\'', "\"")) {
        Ok(data) => Ok(data),
        // It may be a literal that JSON does not know.
        Err(_) => Err(Failure::Unknown),
    }
}

/// `str.upper("text")`: a method with its receiver in front.
fn unbound(given: &Given, fits: impl Fn(&Data) -> bool, name: &str) -> Outcome {
    let Some((receiver, rest)) = given.positional.split_first() else {
        return Err(TYPE_ERROR);
    };
    if !fits(receiver) {
        return Err(TYPE_ERROR);
    }
    let rest = Given {
        positional: rest.to_vec(),
        keywords: given.keywords.clone(),
    };
    method(receiver, name, &rest)
}

/// A method of a number, a text or bytes.
pub(crate) fn method(receiver: &Data, method: &str, given: &Given) -> Outcome {
    match receiver {
        Data::Text(text) => text::method(text, method, given),
        Data::Bytes(content) => bytes::method(content, method, given),
        Data::Int(int) => number::int_method(*int, method, given),
        Data::Bool(truth) => number::int_method(i128::from(*truth), method, given),
        Data::Float(float) => number::float_method(*float, method, given),
        Data::Tuple(items) => match (method, given.positional.as_slice()) {
            ("count", [wanted]) => Ok(length(
                items.iter().filter(|own| own.equals(wanted)).count(),
            )),
            ("index", [wanted]) => items
                .iter()
                .position(|own| own.equals(wanted))
                .map(length)
                .ok_or(VALUE_ERROR),
            _ => Err(Failure::Unknown),
        },
        _ => Err(Failure::Unknown),
    }
}

fn from_hex(given: &Given) -> Outcome {
    let [Data::Text(text)] = given.positional.as_slice() else {
        return Err(TYPE_ERROR);
    };
    let digits: Vec<char> = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(high.to_digit(16)? * 16 + low.to_digit(16)?).ok(),
        _ => None,
    });
    pairs
        .collect::<Option<_>>()
        .map(Data::Bytes)
        .ok_or(VALUE_ERROR)
}

fn mathematical(function: &str, given: &Given) -> Option<Outcome> {
    let float = |at: usize| given.positional.get(at).and_then(Data::float);
    let int = |at: usize| given.positional.get(at).and_then(Data::int);
    Some(match (function, given.positional.as_slice()) {
        ("floor" | "ceil" | "trunc", [value]) => match (value.int(), value.float()) {
            (Some(int), _) => Ok(Data::Int(int)),
            (None, Some(float)) => number::truncated(match function {
                "floor" => float.floor(),
                "ceil" => float.ceil(),
                _ => float,
            }),
            _ => Err(TYPE_ERROR),
        },
        ("sqrt", [_]) => match float(0) {
            Some(float) if float >= 0.0 => Ok(Data::Float(float.sqrt())),
            Some(_) => Err(VALUE_ERROR),
            None => Err(TYPE_ERROR),
        },
        ("gcd", [_, _]) => match (int(0), int(1)) {
            (Some(left), Some(right)) => {
                let (mut left, mut right) = (left.unsigned_abs(), right.unsigned_abs());
                while right != 0 {
                    (left, right) = (right, left % right);
                }
                i128::try_from(left)
                    .map(Data::Int)
                    .map_err(|_| Failure::Unknown)
            }
            _ => Err(TYPE_ERROR),
        },
        ("isclose", [_, _]) => match (float(0), float(1)) {
            (Some(left), Some(right)) if left == right => Ok(Data::Bool(true)),
            _ => Err(Failure::Unknown),
        },
        _ => return None,
    })
}
