//! References from one data file into others: what they name must be there.

use tlsfloor_catalogue_schema::model::{Action, Api, Library, Match, Returns};

use crate::Catalogue;

/// Modules of Python's own library that `ssl` imports and no entry describes:
/// an alias may lead there, for what a star import of `ssl` brings.
const NOT_DESCRIBED: [&str; 6] = ["base64", "errno", "os", "socket", "sys", "warnings"];

impl Catalogue {
    /// What a library names and no library describes: a sentence for each.
    #[must_use]
    pub fn dangling(&self, library: &Library) -> Vec<String> {
        let mut dangling = Vec::new();
        for class in &library.classes {
            for base in &class.bases {
                if self.class(base).is_none() {
                    dangling.push(format!("{}: there is no class {base}", class.name));
                }
            }
        }
        for (alias, target) in &library.aliases {
            let known = self.canonical(target);
            let module = known.split('.').next().unwrap_or_default();
            if !self.module_known(&known) && !NOT_DESCRIBED.contains(&module) {
                dangling.push(format!("the alias {alias}: there is no {target}"));
            }
        }
        for table in &library.tables {
            for value in table.rows.iter().flat_map(|row| &row.values) {
                if let Some(name) = self.no_constant(value) {
                    dangling.push(format!("the table {}: there is no {name}", table.name));
                }
            }
        }
        for api in &library.apis {
            self.dangling_in(api, &mut dangling);
        }
        dangling
    }

    fn dangling_in(&self, api: &Api, dangling: &mut Vec<String>) {
        let mut say = |what: String| dangling.push(format!("{}: {what}", api.name));
        if let Returns::Instance(class) = &api.returns
            && self.class(class).is_none()
        {
            say(format!("there is no class {class} to return"));
        }
        for (_, passed) in &api.passes {
            if self.class(passed).is_none() && self.function(passed).is_empty() {
                say(format!("there is no {passed} to pass"));
            }
        }
        for effect in &api.effects {
            if let Action::CallFunction {
                function,
                arguments,
            } = &effect.action
            {
                let targets = self.function(function);
                if targets.is_empty() {
                    say(format!("there is no function {function} to call"));
                }
                for (name, _) in arguments {
                    let mut parameters = targets.iter().flat_map(|target| &target.api.parameters);
                    if !parameters.any(|known| known.name == *name) {
                        say(format!("{function} has no parameter {name}"));
                    }
                }
            }
            for value in effect.when.equals.iter().flat_map(|(_, values)| values) {
                if let Some(name) = self.no_constant(value) {
                    say(format!("there is no {name}"));
                }
            }
        }
    }

    /// The constant that a value names, if there is none.
    fn no_constant<'m>(&self, value: &'m Match) -> Option<&'m str> {
        match value {
            Match::Constant(name) if self.constant(name).is_none() => Some(name),
            _ => None,
        }
    }
}
