#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).init();
    let listen = "127.0.0.1:8080".parse()?;
    doangiamsat::demo::run(doangiamsat::demo::Options { fresh: std::env::args().any(|a| a == "--fresh"), data: None, listen, start: None }).await
}
