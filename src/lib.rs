pub mod clock;
pub mod delivery;
pub mod store;
