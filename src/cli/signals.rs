//! SIGTERM and SIGINT: the first asks for a good end, the second gets one at once.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Becomes true at the first signal. The second ends the process with exit code 1: what was in hand
/// is then as after a kill, which the next start makes good.
///
/// # Errors
/// When the handlers cannot be set.
pub fn stop() -> std::io::Result<watch::Receiver<bool>> {
    let (tell, stop) = watch::channel(false);
    let mut signals = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::spawn(async move {
        next(&mut signals).await;
        tracing::info!("stopping: what is in hand is finished; a second signal ends it at once");
        tell.send_replace(true);
        next(&mut signals).await;
        tracing::warn!("stopped at once");
        std::process::exit(1);
    });
    Ok(stop)
}

async fn next((terminate, interrupt): &mut (Signal, Signal)) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
