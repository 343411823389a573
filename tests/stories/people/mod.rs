//! People and their roles.

mod roles;
