//! Questionnaires as spreadsheets: the ODK XLSForm standard, read and run. Pure: no clock, no
//! database, no chat.
//!
//! ```text
//! bytes ─► workbook (texts, every size bounded) ─► import (problems with their place) ─► Form
//! Form + Answers + Env ─► evaluate ─► relevance, values, constraints, choices, labels
//! ```
//!
//! - [`import`] takes `.xlsx`, `.xls` and `.ods` and tells as many problems as it can at once.
//! - [`form::Form`] is the result, versioned and serialisable; expressions are kept parsed and
//!   stored as text.
//! - [`expr`] is the expression language by itself; [`expr::evaluate_standalone`] needs no form.
//! - [`run`] holds [`run::Answers`] and what a running form asks of them.
//!
//! Our own columns live in a namespace that a workbook declares in its settings:
//! `dgs="https://doangiamsat.vn/xlsform"`, then `bind::dgs:kind`, `bind::dgs:verify`,
//! `bind::dgs:evidence`.
//!
//! Nothing from outside may panic, overflow the stack or run for long: texts, nesting, steps, cells
//! and instances are all bounded, and each bound is a named constant beside the code that needs it.

pub mod expr;
#[cfg(test)]
pub(crate) mod fixture;
pub mod form;
mod import;
mod problem;
pub mod run;
mod workbook;

pub use import::{Imported, import};
pub use problem::{Problem, ProblemCode};
