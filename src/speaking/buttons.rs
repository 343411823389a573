//! What our buttons carry: nothing but where the database says what they mean.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sqlx::types::Uuid;

/// `base64url(token).index`, as our buttons carry it.
pub fn read(data: &str) -> Option<(Uuid, usize)> {
    let (token, index) = data.split_once('.')?;
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    Some((Uuid::from_slice(&bytes).ok()?, index.parse().ok()?))
}

/// The callback data of a button: 22 characters, a dot and the index; Telegram allows 64 bytes.
pub fn data(token: Uuid, index: usize) -> String {
    let token = URL_SAFE_NO_PAD.encode(token.as_bytes());
    format!("{token}.{index}")
}
