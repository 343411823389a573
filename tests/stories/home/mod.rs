//! What somebody finds at home.

mod starts;
