//! Units: looked up as of a day, and picked from a list wherever one is asked for.

pub(in crate::conversation) mod flow;
mod lookup;
mod pick;

pub(in crate::conversation) use pick::{pick_labelled, pick_unit, unit_label};
