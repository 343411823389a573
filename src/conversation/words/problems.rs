//! What is wrong in a workbook, in words. Where it is wrong is said around it, by `words::problem`.

use super::cut;
use crate::conversation::msg::{Arg, Msg};
use crate::msg;
use crate::xlsform::{Problem, ProblemCode};

/// Longest piece of a cell that is quoted, in characters: the cell itself is named beside it.
const QUOTE: usize = 60;

/// An argument of the problem as a quote on one line; empty if there is none.
fn arg(problem: &Problem, name: &str) -> String {
    cut(problem.get(name).unwrap_or_default(), QUOTE)
}

/// The limit that was passed: megabytes where bytes are counted.
fn limit(problem: &Problem) -> Arg {
    let text = problem.get("limit").unwrap_or_default();
    match (problem.get("what"), text.parse::<i64>()) {
        (Some("bytes" | "unpacked"), Ok(bytes)) => Arg::Int(bytes >> 20),
        (_, Ok(count)) => Arg::Int(count),
        (_, Err(_)) => Arg::from(text),
    }
}

/// The attribute without its prefix, which the author of the workbook chooses.
fn attribute(problem: &Problem) -> String {
    let whole = arg(problem, "attribute");
    whole.rsplit_once(':').map_or(whole.clone(), |(_, local)| local.to_owned())
}

/// A well-formed condition. An argument, because its `<` is escaped in a chat and not on a terminal.
const EXAMPLE: &str = ". >= 0 and . <= 100";

/// What is wrong and what to do about it.
pub fn what(problem: &Problem) -> Msg {
    match problem.code {
        ProblemCode::NotASpreadsheet => {
            msg!("workbook-not-a-spreadsheet", found = arg(problem, "found"))
        }
        ProblemCode::UnsupportedFormat => {
            msg!("workbook-unsupported-format", found = arg(problem, "found"))
        }
        ProblemCode::ExtensionMismatch => msg!(
            "workbook-extension-mismatch",
            found = arg(problem, "found"),
            extension = arg(problem, "extension")
        ),
        ProblemCode::Encrypted => msg!("workbook-encrypted"),
        ProblemCode::Unreadable => msg!("workbook-unreadable"),
        ProblemCode::TooLarge => {
            msg!("workbook-too-large", what = arg(problem, "what"), limit = limit(problem))
        }
        ProblemCode::MissingSheet => msg!("workbook-missing-sheet"),
        ProblemCode::EmptySheet => msg!("workbook-empty-sheet"),
        ProblemCode::MissingColumn => {
            msg!("workbook-missing-column", column = arg(problem, "column"))
        }
        ProblemCode::ColumnCollision => {
            msg!("workbook-column-collision", other = arg(problem, "other"))
        }
        ProblemCode::UnusableColumn => {
            msg!("workbook-unusable-column", column = arg(problem, "column"))
        }
        ProblemCode::RowsIgnored => msg!("workbook-rows-ignored"),
        ProblemCode::CommentRow => msg!("workbook-comment-row"),
        ProblemCode::MissingType => msg!("workbook-missing-type"),
        ProblemCode::UnknownType => msg!("workbook-unknown-type", written = arg(problem, "type")),
        ProblemCode::MissingName => msg!("workbook-missing-name"),
        ProblemCode::InvalidName => msg!("workbook-invalid-name", name = arg(problem, "name")),
        ProblemCode::DuplicateName => msg!(
            "workbook-duplicate-name",
            name = arg(problem, "name"),
            first_row = arg(problem, "first_row")
        ),
        ProblemCode::SimilarName => msg!("workbook-similar-name", name = arg(problem, "name")),
        // The one name that its row must carry, where the others are names that none may.
        ProblemCode::ReservedName if problem.get("name") == Some("audit") => {
            msg!("workbook-audit-name")
        }
        ProblemCode::ReservedName => msg!("workbook-reserved-name", name = arg(problem, "name")),
        ProblemCode::MissingLabel => msg!("workbook-missing-label", name = arg(problem, "name")),
        ProblemCode::MissingGroupLabel => {
            msg!("workbook-missing-group-label", name = arg(problem, "name"))
        }
        ProblemCode::MissingTranslation => msg!(
            "workbook-missing-translation",
            name = arg(problem, "name"),
            language = arg(problem, "language")
        ),
        ProblemCode::MissingCalculation => {
            msg!("workbook-missing-calculation", name = arg(problem, "name"))
        }
        ProblemCode::EndWithoutBegin => {
            msg!("workbook-end-without-begin", kind = arg(problem, "kind"))
        }
        ProblemCode::BeginWithoutEnd => msg!(
            "workbook-begin-without-end",
            kind = arg(problem, "kind"),
            name = arg(problem, "name")
        ),
        ProblemCode::EndMismatch => msg!(
            "workbook-end-mismatch",
            kind = arg(problem, "kind"),
            open = arg(problem, "open"),
            open_row = arg(problem, "open_row")
        ),
        ProblemCode::NestedTooDeep => msg!("workbook-nested-too-deep"),
        // Its `list` is empty or no list at all: nothing to quote.
        ProblemCode::MissingList => msg!("workbook-missing-list"),
        ProblemCode::ListNotFound => msg!("workbook-list-not-found", list = arg(problem, "list")),
        ProblemCode::BadFileName => msg!("workbook-bad-file-name", file = arg(problem, "file")),
        ProblemCode::ChoiceNameWithSpace => msg!(
            "workbook-choice-name-with-space",
            name = arg(problem, "name"),
            list = arg(problem, "list")
        ),
        ProblemCode::OrOtherWithFilter => msg!("workbook-or-other-with-filter"),
        ProblemCode::InvalidParameter => msg!(
            "workbook-invalid-parameter",
            parameter = arg(problem, "parameter"),
            value = arg(problem, "value")
        ),
        ProblemCode::BadTrigger => msg!("workbook-bad-trigger", value = arg(problem, "value")),
        ProblemCode::MissingChoiceName => msg!("workbook-missing-choice-name"),
        ProblemCode::MissingChoiceLabel => msg!(
            "workbook-missing-choice-label",
            name = arg(problem, "name"),
            list = arg(problem, "list")
        ),
        ProblemCode::DuplicateChoice => msg!(
            "workbook-duplicate-choice",
            name = arg(problem, "name"),
            list = arg(problem, "list"),
            first_row = arg(problem, "first_row")
        ),
        ProblemCode::UnknownChoiceColumn => msg!(
            "workbook-unknown-choice-column",
            column = arg(problem, "column"),
            list = arg(problem, "list")
        ),
        ProblemCode::BadExpression => bad_expression(problem),
        ProblemCode::UnknownFunction => msg!(
            "workbook-unknown-function",
            function = arg(problem, "function"),
            expression = arg(problem, "expression")
        ),
        ProblemCode::WrongArity => msg!(
            "workbook-wrong-arity",
            function = arg(problem, "function"),
            expression = arg(problem, "expression")
        ),
        ProblemCode::BadRegex => msg!("workbook-bad-regex", pattern = arg(problem, "pattern")),
        ProblemCode::BadReference => {
            msg!("workbook-bad-reference", reference = arg(problem, "reference"))
        }
        ProblemCode::UnknownReference => {
            msg!("workbook-unknown-reference", name = arg(problem, "name"))
        }
        ProblemCode::AmbiguousReference => {
            msg!("workbook-ambiguous-reference", name = arg(problem, "name"))
        }
        ProblemCode::Cycle => msg!("workbook-cycle", cycle = arg(problem, "cycle")),
        ProblemCode::InvalidSetting => msg!(
            "workbook-invalid-setting",
            setting = arg(problem, "setting"),
            value = arg(problem, "value")
        ),
        ProblemCode::UndeclaredPrefix => {
            msg!("workbook-undeclared-prefix", prefix = arg(problem, "prefix"))
        }
        ProblemCode::WrongNamespace => msg!(
            "workbook-wrong-namespace",
            prefix = arg(problem, "prefix"),
            namespace = arg(problem, "namespace")
        ),
        ProblemCode::UnknownExtensionValue => msg!(
            "workbook-unknown-extension-value",
            attribute = attribute(problem),
            value = arg(problem, "value")
        ),
        ProblemCode::UnknownExtension => {
            msg!("workbook-unknown-extension", attribute = attribute(problem))
        }
    }
}

/// With the offending word where the parser named one: of a length or a depth it names a number.
fn bad_expression(problem: &Problem) -> Msg {
    let (error, expression) = (arg(problem, "error"), arg(problem, "expression"));
    let near = match error.as_str() {
        "too_long" | "too_deep" => String::new(),
        _ => arg(problem, "detail"),
    };
    if near.is_empty() {
        msg!("workbook-bad-expression", error = error, expression = expression, example = EXAMPLE)
    } else {
        msg!(
            "workbook-bad-expression-near",
            error = error,
            near = near,
            expression = expression,
            example = EXAMPLE
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(msg: &Msg, name: &str) -> Option<Arg> {
        msg.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone())
    }

    #[test]
    fn a_limit_in_bytes_is_told_in_megabytes_and_a_count_as_it_is() {
        let too_large = |kind: &str, limit: usize| {
            what(&Problem::new(ProblemCode::TooLarge).arg("what", kind).arg("limit", limit))
        };
        assert_eq!(value(&too_large("bytes", 16 << 20), "limit"), Some(Arg::Int(16)));
        assert_eq!(value(&too_large("cells", 1_000_000), "limit"), Some(Arg::Int(1_000_000)));
    }

    #[test]
    fn an_expression_error_names_the_word_that_is_in_the_wrong_place() {
        let bad = |error: &str, detail: &str| {
            let problem = Problem::new(ProblemCode::BadExpression).arg("error", error);
            what(&problem.arg("detail", detail).arg("expression", ". > and"))
        };
        let near = bad("unexpected_token", "and");
        assert_eq!(near.key, "workbook-bad-expression-near");
        assert_eq!(value(&near, "near"), Some(Arg::from("and")));
        assert_eq!(bad("unexpected_end", "").key, "workbook-bad-expression");
        // The detail of a length is a number of bytes: no word to look for.
        assert_eq!(bad("too_long", "9000").key, "workbook-bad-expression");
    }

    #[test]
    fn an_attribute_is_told_without_the_prefix_that_the_author_chose() {
        let problem = Problem::new(ProblemCode::UnknownExtensionValue).arg("attribute", "x:kind");
        let msg = what(&problem.arg("value", "percent"));
        assert_eq!(value(&msg, "attribute"), Some(Arg::from("kind")));
    }

    #[test]
    fn a_long_cell_is_quoted_in_part_and_a_missing_argument_is_empty() {
        let long = what(&Problem::new(ProblemCode::UnknownType).arg("type", "x".repeat(500)));
        let Some(Arg::Text(written)) = value(&long, "written") else { panic!("no text: {long:?}") };
        assert_eq!(written.chars().count(), QUOTE);
        let none = what(&Problem::new(ProblemCode::UnknownType));
        assert_eq!(value(&none, "written"), Some(Arg::from("")));
    }
}
