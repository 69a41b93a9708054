//! Abstract interpretation of Python code over OpenSSL's rules.
