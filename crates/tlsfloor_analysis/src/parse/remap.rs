//! Gives every node of a tree the range that it has in the original text.

use ruff_python_ast::visitor::transformer::{self, Transformer};
use ruff_python_ast::{
    Alias, Arguments, BytesLiteral, Comprehension, Decorator, ElifElseClause, ExceptHandler, Expr,
    FString, Identifier, InterpolatedStringElement, Keyword, MatchCase, ModModule, Parameter,
    Parameters, Pattern, PatternArguments, PatternKeyword, Stmt, StringLiteral, TString, TypeParam,
    TypeParams, WithItem,
};
use ruff_text_size::{TextRange, TextSize};

use super::edit::Map;

/// Rewrites all ranges of `module`, whose depth is bounded.
pub(super) fn remap(module: &mut ModModule, map: &Map, length: u32) {
    if map.is_identity() {
        return;
    }
    let remapper = Remapper { map };
    module.range = TextRange::up_to(TextSize::new(length));
    remapper.visit_body(&mut module.body);
}

struct Remapper<'a> {
    map: &'a Map,
}

impl Remapper<'_> {
    fn range(&self, range: &mut TextRange) {
        let new = self.map.range(*range);
        *range = TextRange::new(TextSize::new(new.start()), TextSize::new(new.end()));
    }

    fn name(&self, name: &mut Identifier) {
        self.range(&mut name.range);
    }

    fn maybe(&self, name: Option<&mut Identifier>) {
        if let Some(name) = name {
            self.name(name);
        }
    }
}

/// Rewrites the `range` field of whichever variant `$value` is.
macro_rules! each_range {
    ($self:ident, $kind:ident, $value:expr, [$($variant:ident)*]) => {
        match $value {
            $($kind::$variant(node) => $self.range(&mut node.range),)*
        }
    };
}

impl Transformer for Remapper<'_> {
    fn visit_stmt(&self, stmt: &mut Stmt) {
        each_range!(self, Stmt, stmt, [
            FunctionDef ClassDef Return Delete TypeAlias Assign AugAssign AnnAssign For While If
            With Match Raise Try Assert Import ImportFrom Global Nonlocal Expr Pass Break Continue
            IpyEscapeCommand
        ]);
        match stmt {
            Stmt::FunctionDef(node) => self.name(&mut node.name),
            Stmt::ClassDef(node) => self.name(&mut node.name),
            Stmt::ImportFrom(node) => self.maybe(node.module.as_mut()),
            Stmt::Global(node) => node.names.iter_mut().for_each(|name| self.name(name)),
            Stmt::Nonlocal(node) => node.names.iter_mut().for_each(|name| self.name(name)),
            _ => {}
        }
        transformer::walk_stmt(self, stmt);
    }

    fn visit_expr(&self, expr: &mut Expr) {
        if let Expr::Call(node) = expr {
            node.range_start = TextSize::new(self.map.start(node.range_start.to_u32()));
        } else {
            self.expr_range(expr);
        }
        transformer::walk_expr(self, expr);
    }

    fn visit_decorator(&self, node: &mut Decorator) {
        self.range(&mut node.range);
        transformer::walk_decorator(self, node);
    }

    fn visit_comprehension(&self, node: &mut Comprehension) {
        self.range(&mut node.range);
        transformer::walk_comprehension(self, node);
    }

    fn visit_except_handler(&self, handler: &mut ExceptHandler) {
        let ExceptHandler::ExceptHandler(node) = handler;
        self.range(&mut node.range);
        self.maybe(node.name.as_mut());
        transformer::walk_except_handler(self, handler);
    }

    fn visit_arguments(&self, node: &mut Arguments) {
        self.range(&mut node.range);
        transformer::walk_arguments(self, node);
    }

    fn visit_parameters(&self, node: &mut Parameters) {
        self.range(&mut node.range);
        for parameter in node
            .posonlyargs
            .iter_mut()
            .chain(&mut node.args)
            .chain(&mut node.kwonlyargs)
        {
            self.range(&mut parameter.range);
        }
        transformer::walk_parameters(self, node);
    }

    fn visit_parameter(&self, node: &mut Parameter) {
        self.range(&mut node.range);
        self.name(&mut node.name);
        transformer::walk_parameter(self, node);
    }

    fn visit_keyword(&self, node: &mut Keyword) {
        self.range(&mut node.range);
        self.maybe(node.arg.as_mut());
        transformer::walk_keyword(self, node);
    }

    fn visit_alias(&self, node: &mut Alias) {
        self.range(&mut node.range);
        self.name(&mut node.name);
        self.maybe(node.asname.as_mut());
    }

    fn visit_with_item(&self, node: &mut WithItem) {
        self.range(&mut node.range);
        transformer::walk_with_item(self, node);
    }

    fn visit_type_params(&self, node: &mut TypeParams) {
        self.range(&mut node.range);
        transformer::walk_type_params(self, node);
    }

    fn visit_type_param(&self, param: &mut TypeParam) {
        each_range!(self, TypeParam, param, [TypeVar TypeVarTuple ParamSpec]);
        match param {
            TypeParam::TypeVar(node) => self.name(&mut node.name),
            TypeParam::TypeVarTuple(node) => self.name(&mut node.name),
            TypeParam::ParamSpec(node) => self.name(&mut node.name),
        }
        transformer::walk_type_param(self, param);
    }

    fn visit_match_case(&self, node: &mut MatchCase) {
        self.range(&mut node.range);
        transformer::walk_match_case(self, node);
    }

    fn visit_pattern(&self, pattern: &mut Pattern) {
        each_range!(self, Pattern, pattern, [
            MatchValue MatchSingleton MatchSequence MatchMapping MatchClass MatchStar MatchAs
            MatchOr
        ]);
        match pattern {
            Pattern::MatchStar(node) => self.maybe(node.name.as_mut()),
            Pattern::MatchAs(node) => self.maybe(node.name.as_mut()),
            Pattern::MatchMapping(node) => self.maybe(node.rest.as_mut()),
            _ => {}
        }
        transformer::walk_pattern(self, pattern);
    }

    fn visit_pattern_arguments(&self, node: &mut PatternArguments) {
        self.range(&mut node.range);
        transformer::walk_pattern_arguments(self, node);
    }

    fn visit_pattern_keyword(&self, node: &mut PatternKeyword) {
        self.range(&mut node.range);
        self.name(&mut node.attr);
        transformer::walk_pattern_keyword(self, node);
    }

    fn visit_elif_else_clause(&self, node: &mut ElifElseClause) {
        self.range(&mut node.range);
        transformer::walk_elif_else_clause(self, node);
    }

    fn visit_f_string(&self, node: &mut FString) {
        self.range(&mut node.range);
        transformer::walk_f_string(self, node);
    }

    fn visit_t_string(&self, node: &mut TString) {
        self.range(&mut node.range);
        transformer::walk_t_string(self, node);
    }

    fn visit_interpolated_string_element(&self, element: &mut InterpolatedStringElement) {
        each_range!(self, InterpolatedStringElement, element, [Interpolation Literal]);
        if let InterpolatedStringElement::Interpolation(node) = element
            && let Some(spec) = &mut node.format_spec
        {
            self.range(&mut spec.range);
        }
        transformer::walk_interpolated_string_element(self, element);
    }

    fn visit_string_literal(&self, node: &mut StringLiteral) {
        self.range(&mut node.range);
    }

    fn visit_bytes_literal(&self, node: &mut BytesLiteral) {
        self.range(&mut node.range);
    }
}

impl Remapper<'_> {
    fn expr_range(&self, expr: &mut Expr) {
        match expr {
            Expr::Attribute(node) => {
                self.range(&mut node.range);
                self.name(&mut node.attr);
            }
            // A call has no end of its own: it ends with its arguments.
            Expr::Call(_) => {}
            _ => self.plain_range(expr),
        }
    }

    fn plain_range(&self, expr: &mut Expr) {
        macro_rules! plain {
            ($($variant:ident)*) => {
                match expr {
                    $(Expr::$variant(node) => self.range(&mut node.range),)*
                    Expr::Call(_) => {}
                }
            };
        }
        plain!(BoolOp Named BinOp UnaryOp Lambda If Dict Set ListComp SetComp DictComp Generator
            Await Yield YieldFrom Compare FString TString StringLiteral BytesLiteral NumberLiteral
            BooleanLiteral NoneLiteral EllipsisLiteral Attribute Subscript Starred Name List Tuple
            Slice IpyEscapeCommand);
    }
}
