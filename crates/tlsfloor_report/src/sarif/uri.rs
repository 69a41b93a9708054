//! Paths as URI references (RFC 3986).

/// The URI of a path with `/`: relative for a relative path, `file:` for an
/// absolute one. Whatever is not unreserved is percent-encoded, a colon too,
/// since a relative reference must not look as if it had a scheme.
pub(super) fn of_path(path: &str) -> String {
    let encoded: String = path.bytes().map(encoded).collect();
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else if drive {
        format!("file:///{}", encoded.replacen("%3A", ":", 1))
    } else {
        encoded
    }
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_valid_references() {
        for (path, uri) in [
            ("pkg/a.py", "pkg/a.py"),
            ("a b/100%#?.py", "a%20b/100%25%23%3F.py"),
            ("证书.py", "%E8%AF%81%E4%B9%A6.py"),
            ("a:b.py", "a%3Ab.py"),
            ("/srv/x y.py", "file:///srv/x%20y.py"),
            ("C:/x.py", "file:///C:/x.py"),
        ] {
            assert_eq!(of_path(path), uri);
        }
    }
}
