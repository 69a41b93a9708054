//! Panics: a defect of tlsfloor met on one file must not cost the others.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

use tlsfloor_rules::{Diagnostic, DiagnosticKind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work` for the file shown as `path`. A panic becomes a diagnostic that
/// asks for a report.
pub(crate) fn guarded<R>(path: &str, work: impl FnOnce() -> R) -> Result<R, Diagnostic> {
    install_hook();
    let before = GUARDED.replace(true);
    // Nothing that `work` left half-done is looked at after a panic: its
    // result is dropped.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.map_err(|payload| {
        let what = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        let place = PLACE.take();
        Diagnostic {
            path: path.to_owned(),
            span: None,
            kind: DiagnosticKind::Internal,
            message: format!(
                "could not be analysed because of a defect in tlsfloor {}: {what} ({place}); \
                 please report this, with the file if you can",
                env!("CARGO_PKG_VERSION"),
            ),
        }
    })
}

/// Keeps the default hook's message off stderr for guarded work, and notes the
/// place, which only a hook is told. Other panics go on as before.
fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            if GUARDED.get() {
                let place = info
                    .location()
                    .map_or_else(String::new, ToString::to_string);
                PLACE.set(place);
            } else {
                previous(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_diagnostic_that_asks_for_a_report() {
        let broken: Result<(), _> = guarded("pkg/a.py", || panic!("index {} is gone", 7));
        let diagnostic = broken.unwrap_err();
        assert_eq!(diagnostic.path, "pkg/a.py");
        assert_eq!(diagnostic.kind, DiagnosticKind::Internal);
        assert!(diagnostic.message.contains("index 7 is gone"));
        assert!(diagnostic.message.contains("guard.rs:"));
        assert!(diagnostic.message.contains("please report"));
    }

    #[test]
    fn what_works_is_handed_on() {
        assert_eq!(guarded("a.py", || 7), Ok(7));
    }
}
