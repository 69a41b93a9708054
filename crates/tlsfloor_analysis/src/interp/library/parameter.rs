//! Arguments of a call, bound to the parameters that the catalogue describes.

use crate::domain::value::Value;
use crate::interp::Interp;
use crate::interp::arguments::Arguments;
use tlsfloor_catalogue::model::Api;

impl<'a> Interp<'a> {
    pub(super) fn bind_library_parameters(
        &mut self,
        api: &Api,
        arguments: &Arguments,
    ) -> Vec<(String, Value)> {
        let mut bound = Vec::new();
        for parameter in &api.parameters {
            let by_position = parameter
                .position
                .and_then(|position| arguments.positional.get(usize::from(position)))
                .cloned();
            let name = self.names.intern(&parameter.name);
            let value = by_position.or_else(|| arguments.keyword(name).cloned());
            let value = match value {
                Some(value) => value,
                None => {
                    let open = if parameter.position.is_some() {
                        arguments.open_positional.as_ref()
                    } else {
                        None
                    };
                    // What may stand in an unknown `**kwargs` is not counted:
                    // nearly every wrapper has one, and says nothing by it.
                    match open {
                        Some(open) => open.clone(),
                        None => continue,
                    }
                }
            };
            let value = value.on_path(&self.choices, &self.state.path);
            if !value.is_empty() {
                bound.push((parameter.name.clone(), value));
            }
        }
        bound
    }

    pub(super) fn unused_arguments(&mut self, api: &Api, arguments: &Arguments) -> Vec<Value> {
        let mut unused = Vec::new();
        for (index, value) in arguments.positional.iter().enumerate() {
            let known = api
                .parameters
                .iter()
                .any(|parameter| parameter.position.map(usize::from) == Some(index));
            if !known {
                unused.push(value.clone());
            }
        }
        for (name, value) in &arguments.keywords {
            let text = self.names.text(*name);
            if !api.parameters.iter().any(|p| p.name == text.as_ref()) {
                unused.push(value.clone());
            }
        }
        unused
    }
}
