//! Settings that the catalogue states: in an effect, or in a row of a table.

use crate::domain::config::{Config, Tracked};
use crate::domain::guard::Guard;
use crate::domain::object::ObjectId;
use crate::domain::origin::Origins;
use crate::domain::value::{Atom, Value};
use crate::facts::OriginKind;
use crate::interp::Interp;
use tlsfloor_catalogue::model::{Setting, Table};
use tlsfloor_protocol::{Argument, Bound, Build, Protocol};
use tlsfloor_source::Span;

impl<'a> Interp<'a> {
    /// Writes what a table's row says.
    pub(in crate::interp) fn look_up(
        &mut self,
        target: &Value,
        value: &Value,
        table: &Table,
        span: Span,
    ) {
        for (guard, object) in self.context_objects(target) {
            self.update_by_value(
                object,
                &guard,
                value,
                span,
                |interp, build, config, traced| {
                    if let Atom::Unknown(_) = traced.atom {
                        for row in &table.rows {
                            forget_settings(config, &row.settings, &traced.origins);
                        }
                        return None;
                    }
                    let row = table.rows.iter().find(|row| {
                        row.values
                            .iter()
                            .any(|pattern| interp.matches(&traced.atom, pattern))
                    });
                    match (row, &table.otherwise) {
                        (Some(row), _) => {
                            interp.write_settings(build, config, &row.settings, &traced.origins);
                        }
                        (None, Some(otherwise)) => {
                            interp.write_settings(build, config, otherwise, &traced.origins);
                        }
                        (None, None) => return Some("ValueError"),
                    }
                    None
                },
            );
        }
    }

    /// Writes settings in the protocol crate's terms.
    pub(in crate::interp) fn apply_settings(
        &mut self,
        object: ObjectId,
        guard: &Guard,
        settings: &[Setting],
        origins: &Origins,
        span: Span,
    ) {
        self.update_configs(object, guard, (span, origins), |interp, build, config| {
            interp.write_settings(build, config, settings, origins);
        });
    }

    fn write_settings(
        &self,
        build: &Build,
        config: &mut Config,
        settings: &[Setting],
        origins: &Origins,
    ) {
        for setting in settings {
            if let Setting::Method(number) = setting {
                let number = Argument::Int(i128::from(*number));
                if let Some(context) = self.construct(config.engine, build, number) {
                    config.method = Tracked::known(context.method, origins);
                }
            } else {
                apply_setting(config, setting, origins);
            }
        }
    }

    /// Code that is not followed may have set anything.
    pub(in crate::interp) fn forget_settings_of(&mut self, value: &Value, span: Span) {
        let origins = Origins::one(self.traces.origin(span, OriginKind::Unknown));
        for (guard, object) in self.context_objects(value) {
            self.update_configs(object, &guard, (span, &origins), |_, _, config| {
                config.method = Tracked::unknown(&origins);
                config.minimum = Tracked::unknown(&origins);
                config.maximum = Tracked::unknown(&origins);
                for protocol in Protocol::ALL {
                    config.forget_bit(protocol, &origins);
                }
            });
        }
    }
}

fn apply_setting(config: &mut Config, setting: &Setting, origins: &Origins) {
    let bound = |protocol: &Option<Protocol>| {
        Tracked::known(protocol.map_or(Bound::Unset, Bound::At), origins)
    };
    match setting {
        Setting::Method(_) => {}
        Setting::Minimum(protocol) => config.minimum = bound(protocol),
        Setting::Maximum(protocol) => config.maximum = bound(protocol),
        Setting::Enable(protocols) => {
            for protocol in protocols {
                config.set_bit(*protocol, false, origins);
            }
        }
        Setting::Disable(protocols) => {
            for protocol in protocols {
                config.set_bit(*protocol, true, origins);
            }
        }
    }
}

/// A row of a table may or may not have been applied.
fn forget_settings(config: &mut Config, settings: &[Setting], origins: &Origins) {
    for setting in settings {
        match setting {
            Setting::Method(_) => {
                config.method = Tracked::unknown(origins);
            }
            Setting::Minimum(_) => {
                config.minimum = Tracked::unknown(origins);
            }
            Setting::Maximum(_) => {
                config.maximum = Tracked::unknown(origins);
            }
            Setting::Enable(protocols) | Setting::Disable(protocols) => {
                for protocol in protocols {
                    config.forget_bit(*protocol, origins);
                }
            }
        }
    }
}
