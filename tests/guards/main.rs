//! Rules of the design that the compiler does not see. No database, no network: they read the source.

mod checks;
mod circles;
mod docs;
mod golden;
mod locales;
mod released;
mod rooms;
mod source;
