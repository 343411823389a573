//! A child process that does not outlive its parent, however the parent ends.

use std::ffi::OsString;
use std::io;
use std::process::{Child, Stdio};

use super::account::Account;

/// Runs `"$@"` and passes its exit status on. Standard input is the tether: nothing is ever written
/// to it, so `read` returns when its last writer is gone. The signal is repeated because a child
/// that has only just begun may not have its handler yet (and a shell's background children start
/// with SIGINT ignored); after a minute SIGQUIT ends even a server that hangs in its shutdown.
const SCRIPT: &str = r#"
signal=$1; shift
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
{
    read -r _ <&3
    tries=0
    while kill -s "$signal" "$child"; do
        sleep 1
        tries=$((tries + 1))
        [ "$tries" -lt 60 ] || signal=QUIT
    done
} 2>/dev/null &
watch=$!
exec 3<&-
wait "$child"
code=$?
kill "$watch" 2>/dev/null
exit "$code"
"#;

/// Starts `words` (program and arguments) as `account`, with `output` as its standard output and
/// error. The child gets `signal` when the `stdin` of what is returned is closed.
pub(super) fn spawn(
    account: &Account,
    signal: &str,
    words: &[OsString],
    output: &std::fs::File,
) -> io::Result<Child> {
    account
        .command("/bin/sh")
        .args(["-c", SCRIPT, "doangiamsat-pg", signal])
        .args(words)
        .stdin(Stdio::piped())
        .stdout(output.try_clone()?)
        .stderr(output.try_clone()?)
        .spawn()
}
