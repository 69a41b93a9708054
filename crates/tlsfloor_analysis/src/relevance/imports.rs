//! What the imports of a file give it: modules of the project, names in them,
//! or something of a library.

use crate::domain::intern::{Name, Names};
use crate::project::{Layout, Module, absolute, join};
use ruff_python_ast::{self as ast, Expr, Stmt};

/// Something that a file imports from another one of the project.
#[derive(Clone, Copy, Debug)]
pub(super) struct ImportOf {
    /// The file.
    pub(super) file: u32,
    pub(super) what: What,
}

/// What is imported of a module.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// The module; under a name, if it gets one.
    Module(Option<Name>),
    /// A name in it, and the name that it gets.
    Member(Name, Name),
    /// Everything in it.
    Star,
}

/// Something that a file imports from a library: the name that it gets, and
/// what it is; everything in a module has no name.
#[derive(Clone, Debug)]
pub(super) struct OfLibrary {
    pub(super) bound: Option<Name>,
    pub(super) dotted: String,
}

/// What a statement imports.
#[derive(Debug, Default)]
pub(super) struct Imported {
    pub(super) project: Vec<ImportOf>,
    /// What may be a library's: a project can hold a copy of one.
    pub(super) library: Vec<OfLibrary>,
}

/// What a statement imports in the file at `path`.
pub(super) fn imports_of(
    statement: &Stmt,
    path: &str,
    layout: &Layout,
    names: &mut Names,
) -> Imported {
    let mut found = Imported::default();
    match statement {
        Stmt::Import(import) => {
            for alias in &import.names {
                let dotted = alias.name.as_str();
                let first = dotted.split('.').next().unwrap_or(dotted);
                let bound = alias.asname.as_ref().map_or(first, |name| name.as_str());
                let bound = names.intern(bound);
                let modules = modules_of(layout, path, 0, dotted);
                let whole = alias.asname.as_ref().map_or(first, |_| dotted);
                found.library.push(OfLibrary {
                    bound: Some(bound),
                    dotted: whole.to_owned(),
                });
                let what = What::Module(Some(bound));
                let modules = modules.into_iter().map(|file| ImportOf { file, what });
                found.project.extend(modules);
            }
        }
        Stmt::ImportFrom(import) => from_import(import, path, layout, names, &mut found),
        _ => {}
    }
    found
}

fn from_import(
    import: &ast::StmtImportFrom,
    path: &str,
    layout: &Layout,
    names: &mut Names,
    found: &mut Imported,
) {
    let dotted = import.module.as_ref().map_or("", |module| module.as_str());
    let key = key_of(layout, path, import.level, dotted, &import.names);
    let file = key.as_deref().and_then(|key| file_at(layout, key));
    for alias in &import.names {
        let own = names.intern(alias.name.as_str());
        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
        let bound = names.intern(bound.as_str());
        if alias.name.as_str() == "*" {
            found.project.extend(file.map(|file| ImportOf {
                file,
                what: What::Star,
            }));
            if import.level == 0 {
                found.library.push(OfLibrary {
                    bound: None,
                    dotted: dotted.to_owned(),
                });
            }
            continue;
        }
        let inner = key
            .as_deref()
            .and_then(|key| file_at(layout, &join(key, alias.name.as_str())));
        found.project.extend(inner.map(|file| ImportOf {
            file,
            what: What::Module(Some(bound)),
        }));
        found.project.extend(file.map(|file| ImportOf {
            file,
            what: What::Member(own, bound),
        }));
        if import.level == 0 {
            found.library.push(OfLibrary {
                bound: Some(bound),
                dotted: format!("{dotted}.{}", alias.name.as_str()),
            });
        }
    }
}

/// What an assignment takes from a module, as an import would: `client =
/// package.client` is `from package import client`, and a name for what
/// `import_module` gives is one for the module.
pub(super) fn taken_by_assignment(
    statement: &Stmt,
    imports: &[ImportOf],
    path: &str,
    layout: &Layout,
    names: &mut Names,
) -> Vec<ImportOf> {
    let Stmt::Assign(assignment) = statement else {
        return Vec::new();
    };
    let [Expr::Name(target)] = assignment.targets.as_slice() else {
        return Vec::new();
    };
    let bound = names.intern(target.id.as_str());
    match assignment.value.as_ref() {
        Expr::Call(call) => by_name(call, path, layout)
            .into_iter()
            .map(|import| ImportOf {
                what: What::Module(Some(bound)),
                ..import
            })
            .collect(),
        Expr::Attribute(attribute) => {
            let Expr::Name(module) = attribute.value.as_ref() else {
                return Vec::new();
            };
            let module = names.intern(module.id.as_str());
            let own = names.intern(attribute.attr.as_str());
            let of_module = |import: &&ImportOf| matches!(import.what, What::Module(Some(name)) if name == module);
            let modules = imports.iter().filter(of_module);
            modules
                .map(|import| ImportOf {
                    what: What::Member(own, bound),
                    ..*import
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The modules that `import_module("a.b")` means.
pub(super) fn by_name(call: &ast::ExprCall, path: &str, layout: &Layout) -> Vec<ImportOf> {
    let callee = match call.func.as_ref() {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return Vec::new(),
    };
    if !matches!(callee, "import_module" | "__import__") {
        return Vec::new();
    }
    let Some(Expr::StringLiteral(text)) = call.arguments.args.first() else {
        return Vec::new();
    };
    let text = text.value.to_str();
    let package = call.arguments.args.get(1).or_else(|| {
        let given = call.arguments.find_keyword("package");
        given.map(|keyword| &keyword.value)
    });
    let whole = match package {
        Some(Expr::StringLiteral(package)) => absolute(text, package.value.to_str()),
        _ => None,
    };
    let text = whole.as_deref().unwrap_or(text);
    let dotted = text.trim_start_matches('.');
    let level = u32::try_from(text.len() - dotted.len()).unwrap_or(0);
    let modules = modules_of(layout, path, level, dotted);
    let what = What::Module(None);
    let modules = modules.into_iter().map(|file| ImportOf { file, what });
    modules.collect()
}

/// The folder or file that a module's name means, from which these are imported.
fn key_of(
    layout: &Layout,
    path: &str,
    level: u32,
    dotted: &str,
    names: &[ast::Alias],
) -> Option<String> {
    let mut key = if level > 0 {
        layout.relative_base(path, level)?.to_owned()
    } else if crate::interp::is_standard(dotted) {
        return None;
    } else {
        let names = names.iter().map(|alias| alias.name.as_str());
        layout.folder_for_names(path, dotted, names)?
    };
    for part in dotted.split('.').filter(|part| !part.is_empty()) {
        key = join(&key, part);
    }
    Some(key)
}

/// The files of a module and of the packages around it, as far as the name
/// tells them.
fn modules_of(layout: &Layout, path: &str, level: u32, dotted: &str) -> Vec<u32> {
    let Some(whole) = key_of(layout, path, level, dotted, &[]) else {
        return Vec::new();
    };
    let mut key = whole.as_str();
    let mut files = Vec::new();
    for _ in dotted.split('.') {
        files.extend(file_at(layout, key));
        key = key.rsplit_once('/').map_or("", |(folder, _)| folder);
    }
    files
}

fn file_at(layout: &Layout, key: &str) -> Option<u32> {
    match layout.module(key)? {
        Module::File(number) => Some(number),
        Module::Namespace => None,
    }
}
