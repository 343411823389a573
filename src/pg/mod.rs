//! PostgreSQL in a box: for `demo`, and for the tests.
//!
//! [`find`] looks for the server's programs, [`Server::start`] makes a cluster in a folder if there
//! is none, runs `postgres` on it and answers once a connection works. The server listens on a unix
//! socket in a private folder only, never on TCP, so `trust` lets in whoever may open that folder.
//!
//! - **Lifetime.** `postgres` runs under a shell that holds the read end of a pipe of ours
//!   (`tether.rs`). However this process ends, kill -9 included, the kernel closes the pipe and the
//!   shell stops the server. Both have a process group of their own: Ctrl-C in the terminal reaches
//!   our process alone, which still has its database while it settles what is in hand.
//! - **One at a time.** A lock on `<folder>/lock` is held as long as the [`Server`] lives: a second
//!   start on the folder fails at once. What an earlier process left behind (a server that is just
//!   stopping, a stale `postmaster.pid` or socket, a half-made cluster) is cleared up under that
//!   lock (`cluster.rs`); what `postgres` itself recovers, it recovers.
//! - **Root.** `postgres` refuses to run as root, so root steps down to `postgres`, else `nobody`
//!   (`account.rs`); that account must be able to reach the folder.
//!
//! Everything here blocks: inside a runtime call it through `spawn_blocking`.
//!
//! ```text
//! <folder>/lock            held by the running Server
//! <folder>/postgres.log    of this run; .old is the run before
//! <folder>/pgdata/         the cluster
//! <temp>/dgs-<hash>/       the socket, because a socket's path may have about 100 bytes only
//! ```

mod account;
mod cluster;
mod find;
mod npm;
mod places;
mod server;
#[cfg(test)]
mod tests;
mod tether;
mod wire;

pub use find::{Binaries, FindError, Source, Unfit, find};
pub use npm::{FetchError, fetch_npm};
pub use places::default_data_dir;
pub use server::{Options, Server, StartError};
pub use wire::WireError;
