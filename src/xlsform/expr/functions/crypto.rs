//! Digests and base64.

use super::{Call, Code, ExprError, Value};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

pub fn call(call: &Call) -> Option<Result<Value, ExprError>> {
    match call.name {
        "digest" => Some(digest(call)),
        "base64-decode" => Some(decode(call)),
        _ => None,
    }
}

fn digest(call: &Call) -> Result<Value, ExprError> {
    let message = call.text(0);
    let algorithm = call.text(1);
    let hash = match algorithm.to_ascii_uppercase().as_str() {
        "MD5" => Md5::digest(message.as_bytes()).to_vec(),
        "SHA-1" => Sha1::digest(message.as_bytes()).to_vec(),
        "SHA-256" => Sha256::digest(message.as_bytes()).to_vec(),
        "SHA-384" => Sha384::digest(message.as_bytes()).to_vec(),
        "SHA-512" => Sha512::digest(message.as_bytes()).to_vec(),
        _ => return Err(call.error(Code::InvalidArgument, algorithm)),
    };
    let encoding = if call.args.len() == 3 { call.text(2) } else { "base64".to_owned() };
    Ok(Value::Text(match encoding.to_ascii_lowercase().as_str() {
        "base64" => STANDARD.encode(hash),
        "hex" => hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        _ => return Err(call.error(Code::InvalidArgument, encoding)),
    }))
}

fn decode(call: &Call) -> Result<Value, ExprError> {
    match STANDARD.decode(call.text(0).trim()) {
        Ok(bytes) => Ok(Value::Text(String::from_utf8_lossy(&bytes).into_owned())),
        Err(_) => Err(call.error(Code::InvalidArgument, call.name)),
    }
}
