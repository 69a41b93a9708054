//! Tables and values of the TOML tree, with their places.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::{SchemaError, nearest};

/// A value with its place.
pub(crate) type Item<'a> = &'a Spanned<DeValue<'a>>;

/// The file that is read, and the mistakes found so far.
pub(crate) struct Source<'a> {
    file: &'a str,
    text: &'a str,
    errors: RefCell<Vec<(usize, SchemaError)>>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            errors: RefCell::new(Vec::new()),
        }
    }

    /// Notes a mistake.
    pub(crate) fn error(&self, span: &Range<usize>, message: impl Into<String>) {
        self.error_with_help(span, message, None);
    }

    /// Notes a mistake about a word of which only some are known.
    pub(crate) fn unknown<'k>(
        &self,
        span: &Range<usize>,
        message: impl Into<String>,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let help = nearest(word, known).map(|near| format!("did you mean `{near}`?"));
        self.error_with_help(span, message, help);
    }

    pub(crate) fn error_with_help(
        &self,
        span: &Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let mut error = SchemaError::new(self.file, self.text, span, message.into());
        error.help = help;
        self.errors.borrow_mut().push((span.start, error));
    }

    /// The mistakes, in the order of the file.
    pub(crate) fn into_errors(self) -> Vec<SchemaError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|(start, _)| *start);
        errors.into_iter().map(|(_, error)| error).collect()
    }

    /// The value as a string.
    pub(crate) fn text<'i>(&self, item: Item<'i>) -> Option<&'i str> {
        if let DeValue::String(text) = item.get_ref() {
            return Some(text);
        }
        self.error(
            &item.span(),
            format!("expected a string, found {}", kind(item)),
        );
        None
    }

    /// The value as `true` or `false`.
    pub(crate) fn truth(&self, item: Item<'_>) -> Option<bool> {
        if let DeValue::Boolean(truth) = item.get_ref() {
            return Some(*truth);
        }
        let found = kind(item);
        self.error(
            &item.span(),
            format!("expected true or false, found {found}"),
        );
        None
    }

    /// The value as a whole number.
    pub(crate) fn number(&self, item: Item<'_>) -> Option<i64> {
        if let DeValue::Integer(number) = item.get_ref()
            && let Ok(number) = i64::from_str_radix(number.as_str(), number.radix())
        {
            return Some(number);
        }
        let found = kind(item);
        self.error(
            &item.span(),
            format!("expected a whole number, found {found}"),
        );
        None
    }

    /// The value as an array.
    pub(crate) fn array<'i>(&self, item: Item<'i>) -> Option<&'i DeArray<'i>> {
        if let DeValue::Array(array) = item.get_ref() {
            return Some(array);
        }
        self.error(
            &item.span(),
            format!("expected a list, found {}", kind(item)),
        );
        None
    }

    /// The value as a list; a value that is none counts as a list of one.
    pub(crate) fn one_or_more<'i>(&self, item: Item<'i>) -> Vec<Item<'i>> {
        match item.get_ref() {
            DeValue::Array(array) => array.iter().collect(),
            _ => vec![item],
        }
    }

    /// The value as a table.
    pub(crate) fn fields<'s, 'i>(&'s self, item: Item<'i>) -> Option<Fields<'s, 'i>>
    where
        'a: 's,
    {
        if let DeValue::Table(table) = item.get_ref() {
            return Some(Fields::new(self, table, item.span()));
        }
        self.error(
            &item.span(),
            format!("expected a table, found {}", kind(item)),
        );
        None
    }
}

/// What sort of value it is, for messages.
fn kind(item: Item<'_>) -> &'static str {
    match item.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A table whose keys are asked for by name; what nobody asked for is unknown.
pub(crate) struct Fields<'s, 'i> {
    pub(crate) source: &'s Source<'s>,
    table: &'i DeTable<'i>,
    span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'s, 'i> Fields<'s, 'i> {
    pub(crate) fn new(source: &'s Source<'_>, table: &'i DeTable<'i>, span: Range<usize>) -> Self {
        Self {
            source,
            table,
            span,
            asked: RefCell::new(Vec::new()),
        }
    }

    /// Where the table stands.
    pub(crate) fn span(&self) -> &Range<usize> {
        &self.span
    }

    /// The value of a key that may be absent.
    pub(crate) fn get(&self, key: &'static str) -> Option<Item<'i>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// The value of a key that must be there.
    pub(crate) fn required(&self, key: &'static str) -> Option<Item<'i>> {
        let found = self.get(key);
        if found.is_none() {
            self.source
                .error(&self.head(), format!("`{key}` is missing"));
        }
        found
    }

    /// A string that must be there.
    pub(crate) fn required_text(&self, key: &'static str) -> Option<&'i str> {
        self.source.text(self.required(key)?)
    }

    /// A string that may be absent.
    pub(crate) fn text(&self, key: &'static str) -> Option<&'i str> {
        self.source.text(self.get(key)?)
    }

    /// A truth value; absent means false.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        self.get(key)
            .and_then(|item| self.source.truth(item))
            .unwrap_or(false)
    }

    /// A string or a list of strings with their places; absent means none.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<(&'i str, Range<usize>)> {
        let items = self.get(key).map(|item| self.source.one_or_more(item));
        items
            .unwrap_or_default()
            .into_iter()
            .filter_map(|item| Some((self.source.text(item)?, item.span())))
            .collect()
    }

    /// The tables of `[[key]]`.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Fields<'s, 'i>> {
        let array = self.get(key).and_then(|item| self.source.array(item));
        array
            .into_iter()
            .flat_map(|array| array.iter())
            .filter_map(|item| self.source.fields(item))
            .collect()
    }

    /// Keys and values of a table whose keys are free.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'i str, Range<usize>, Item<'i>)> {
        self.table
            .iter()
            .map(|(key, value)| (&**key.get_ref(), key.span(), value))
    }

    /// Reports every key that was not asked for, and whether there was one.
    pub(crate) fn finish(&self) -> bool {
        let asked = self.asked.borrow();
        let mut unknown = false;
        for (key, span, _) in self.entries() {
            if !asked.contains(&key) {
                unknown = true;
                let message = format!("unknown key `{key}`");
                self.source
                    .unknown(&span, message, key, asked.iter().copied());
            }
        }
        unknown
    }

    /// The first line of the table: where something missing is shown.
    fn head(&self) -> Range<usize> {
        if self.span.is_empty() {
            return 0..0;
        }
        self.span.clone()
    }
}
