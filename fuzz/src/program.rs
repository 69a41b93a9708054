//! Programs that change TLS contexts: as Python, and run by the concrete rules.

use std::collections::BTreeMap;
use std::fmt::Write;

use arbitrary::Arbitrary;
use tlsfloor_engine::protocol::negotiate::negotiable;
use tlsfloor_engine::protocol::ssl::{self, Operator};
use tlsfloor_engine::protocol::{
    Argument, Build, Context, ProtocolSet, PythonVersion, Role,
};

const CONTEXTS: usize = 3;
/// Statements of one program.
const MAX_STATEMENTS: usize = 60;
/// Blocks inside blocks.
const MAX_DEPTH: usize = 4;

/// Constructors' protocols, by name.
const PROTOCOLS: [&str; 5] = [
    "PROTOCOL_TLS_CLIENT",
    "PROTOCOL_TLS_SERVER",
    "PROTOCOL_TLS",
    "PROTOCOL_TLSv1",
    "PROTOCOL_TLSv1_2",
];
const VERSIONS: [&str; 6] = [
    "TLSv1",
    "TLSv1_1",
    "TLSv1_2",
    "TLSv1_3",
    "MINIMUM_SUPPORTED",
    "MAXIMUM_SUPPORTED",
];
const FLAGS: [&str; 4] = ["OP_NO_TLSv1", "OP_NO_TLSv1_1", "OP_NO_TLSv1_2", "OP_NO_TLSv1_3"];

/// A program: the protocols of its contexts, and what it does.
#[derive(Arbitrary, Clone, Debug)]
pub struct Program {
    protocols: [u8; CONTEXTS],
    actions: Vec<Action>,
}

/// A statement.
#[derive(Arbitrary, Clone, Debug)]
enum Action {
    Minimum(u8, u8, Spelling),
    Maximum(u8, u8, Spelling),
    SetFlag(u8, u8, Spelling),
    ClearFlag(u8, u8, Spelling),
    Connect(u8, bool),
    If(bool, Vec<Action>, Vec<Action>),
    Repeat(u8, Vec<Action>),
    /// A function that is called so often.
    Function(u8, Vec<Action>),
    /// A generator whose body runs where it is consumed.
    Generator(Vec<Action>, Vec<Action>),
    /// A method of a new class.
    Method(Vec<Action>),
}

/// How an attribute is written.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Spelling {
    Plain,
    Setattr,
    Alias,
    Lambda,
    Table,
}

/// The text under way.
struct Writer {
    text: String,
    line: u32,
    names: usize,
    statements: usize,
}

impl Writer {
    fn add(&mut self, depth: usize, code: &str) {
        let _ = writeln!(self.text, "{}{code}", "    ".repeat(depth));
        self.line += 1;
    }

    fn fresh(&mut self, base: &str) -> String {
        self.names += 1;
        format!("{base}{}", self.names)
    }
}

/// What runs: the tree with the lines that the connections stand on.
enum Node {
    Minimum(usize, &'static str),
    Maximum(usize, &'static str),
    Flag(usize, &'static str, bool),
    Connect(usize, Role, u32),
    Block(u8, Vec<Node>),
}

impl Program {
    /// The text, and what each connection can negotiate, by line.
    #[must_use]
    pub fn render(&self) -> (String, BTreeMap<u32, ProtocolSet>) {
        let mut writer = Writer {
            text: String::new(),
            line: 0,
            names: 0,
            statements: 0,
        };
        writer.add(0, "import ssl");
        let build = Build::reference(PythonVersion::new(3, 11)).expect("a reference build");
        let mut contexts = Vec::new();
        for (index, protocol) in self.protocols.iter().enumerate() {
            let name = PROTOCOLS[usize::from(*protocol) % PROTOCOLS.len()];
            writer.add(0, &format!("c{index} = ssl.SSLContext(ssl.{name})"));
            let number = build.protocol_number(name).expect("a protocol");
            let number = Argument::Int(number.into());
            contexts.push(ssl::socket_context(&build, number).expect("a context"));
        }
        let nodes = write(&self.actions, 0, 0, &mut writer);
        let mut truth = BTreeMap::new();
        run(&nodes, &build, &mut contexts, &mut truth);
        (writer.text, truth)
    }
}

/// Writes a block of statements at an indentation; `blocks` lie around it.
fn write(actions: &[Action], depth: usize, blocks: usize, writer: &mut Writer) -> Vec<Node> {
    let mut nodes = Vec::new();
    for action in actions {
        writer.statements += 1;
        if writer.statements > MAX_STATEMENTS {
            break;
        }
        nodes.extend(statement(action, depth, blocks, writer));
    }
    if nodes.is_empty() {
        writer.add(depth, "pass");
    }
    nodes
}

fn statement(action: &Action, depth: usize, blocks: usize, writer: &mut Writer) -> Option<Node> {
    let context = |index: u8| usize::from(index) % CONTEXTS;
    match action {
        Action::Minimum(index, version, spelling) => {
            let version = VERSIONS[usize::from(*version) % VERSIONS.len()];
            let value = format!("ssl.TLSVersion.{version}");
            assign(context(*index), "minimum_version", &value, *spelling, depth, writer);
            return Some(Node::Minimum(context(*index), version));
        }
        Action::Maximum(index, version, spelling) => {
            let version = VERSIONS[usize::from(*version) % VERSIONS.len()];
            let value = format!("ssl.TLSVersion.{version}");
            assign(context(*index), "maximum_version", &value, *spelling, depth, writer);
            return Some(Node::Maximum(context(*index), version));
        }
        Action::SetFlag(index, flag, spelling) | Action::ClearFlag(index, flag, spelling) => {
            let set = matches!(action, Action::SetFlag(..));
            let flag = FLAGS[usize::from(*flag) % FLAGS.len()];
            let index = context(*index);
            let value = if set {
                format!("c{index}.options | ssl.{flag}")
            } else {
                format!("c{index}.options & ~ssl.{flag}")
            };
            assign(index, "options", &value, *spelling, depth, writer);
            return Some(Node::Flag(index, flag, set));
        }
        Action::Connect(index, server) => {
            let index = context(*index);
            let (role, side) = if *server {
                (Role::Server, "True")
            } else {
                (Role::Client, "False")
            };
            writer.add(depth, "try:");
            let call = format!("c{index}.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side={side})");
            writer.add(depth + 1, &call);
            let line = writer.line;
            writer.add(depth, "except (ValueError, ssl.SSLError):");
            writer.add(depth + 1, "pass");
            return Some(Node::Connect(index, role, line));
        }
        _ if blocks >= MAX_DEPTH => return None,
        Action::If(holds, body, orelse) => {
            let name = writer.fresh("flag");
            let value = if *holds { "1" } else { "0" };
            writer.add(depth, &format!("{name} = {value}"));
            writer.add(depth, &format!("if {name}:"));
            let body = write(body, depth + 1, blocks + 1, writer);
            writer.add(depth, "else:");
            let orelse = write(orelse, depth + 1, blocks + 1, writer);
            return Some(Node::Block(1, if *holds { body } else { orelse }));
        }
        Action::Repeat(times, body) => {
            let times = times % 4;
            let name = writer.fresh("i");
            writer.add(depth, &format!("for {name} in range({times}):"));
            let body = write(body, depth + 1, blocks + 1, writer);
            return Some(Node::Block(times, body));
        }
        Action::Function(times, body) => {
            let times = times % 3;
            let name = writer.fresh("f");
            writer.add(depth, &format!("def {name}():"));
            let body = write(body, depth + 1, blocks + 1, writer);
            for _ in 0..times {
                writer.add(depth, &format!("{name}()"));
            }
            return Some(Node::Block(times, body));
        }
        Action::Generator(before, after) => {
            let name = writer.fresh("g");
            writer.add(depth, &format!("def {name}():"));
            let mut nodes = write(before, depth + 1, blocks + 1, writer);
            writer.add(depth + 1, "yield 1");
            let rest = write(after, depth + 1, blocks + 1, writer);
            writer.add(depth, &format!("for x in {name}():"));
            writer.add(depth + 1, "pass");
            nodes.extend(rest);
            return Some(Node::Block(1, nodes));
        }
        Action::Method(body) => {
            let name = writer.fresh("C");
            writer.add(depth, &format!("class {name}:"));
            writer.add(depth + 1, "def run(self):");
            let body = write(body, depth + 2, blocks + 1, writer);
            writer.add(depth, &format!("{name}().run()"));
            return Some(Node::Block(1, body));
        }
    }
}

/// Writes `c<index>.<attribute> = <value>`, and goes on where it raises.
fn assign(
    index: usize,
    attribute: &str,
    value: &str,
    spelling: Spelling,
    depth: usize,
    writer: &mut Writer,
) {
    writer.add(depth, "try:");
    let inner = depth + 1;
    match spelling {
        Spelling::Plain => writer.add(inner, &format!("c{index}.{attribute} = {value}")),
        Spelling::Setattr => {
            writer.add(inner, &format!("setattr(c{index}, '{attribute}', {value})"));
        }
        Spelling::Alias => {
            let name = writer.fresh("alias");
            writer.add(inner, &format!("{name} = c{index}"));
            writer.add(inner, &format!("{name}.{attribute} = {value}"));
        }
        Spelling::Lambda => {
            writer.add(
                inner,
                &format!("(lambda c: setattr(c, '{attribute}', {value}))(c{index})"),
            );
        }
        Spelling::Table => {
            writer.add(inner, &format!("for k, v in {{'{attribute}': {value}}}.items():"));
            writer.add(inner + 1, &format!("setattr(c{index}, k, v)"));
        }
    }
    writer.add(depth, "except (ValueError, TypeError, OverflowError):");
    writer.add(inner, "pass");
}

/// Runs the program by the concrete rules. What raises changes nothing, as the
/// text's handlers have it.
fn run(
    nodes: &[Node],
    build: &Build,
    contexts: &mut [Context],
    truth: &mut BTreeMap<u32, ProtocolSet>,
) {
    for node in nodes {
        match node {
            Node::Minimum(index, version) => {
                let value = build.tls_version(version).expect("a version");
                let value = Argument::Int(value.into());
                let _ = ssl::set_minimum_version(&mut contexts[*index], build, value);
            }
            Node::Maximum(index, version) => {
                let value = build.tls_version(version).expect("a version");
                let value = Argument::Int(value.into());
                let _ = ssl::set_maximum_version(&mut contexts[*index], build, value);
            }
            Node::Flag(index, flag, set) => {
                let flag = i128::from(build.flag(flag).expect("a flag"));
                let context = &mut contexts[*index];
                let current = ssl::read_options(context, build);
                let (operator, operand) = if *set {
                    (Operator::Or, flag)
                } else {
                    (Operator::And, ssl::invert_flag(build, flag))
                };
                let value = ssl::combine_options(build, current, operator, operand);
                let _ = ssl::set_options(context, build, Argument::Int(value));
            }
            Node::Connect(index, role, line) => {
                let context = &contexts[*index];
                if ssl::wrap(context, build, *role).is_ok() {
                    let set = negotiable(context, build, *role);
                    let entry = truth.entry(*line).or_insert(ProtocolSet::EMPTY);
                    *entry = entry.union(set);
                }
            }
            Node::Block(times, body) => {
                for _ in 0..*times {
                    run(body, build, contexts, truth);
                }
            }
        }
    }
}
