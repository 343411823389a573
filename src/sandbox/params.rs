//! A Bot API request, whichever way it came: query, form, JSON, multipart.

use std::collections::HashMap;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::{Request, header};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::methods::Failure;

/// Telegram takes uploads of 50 MB; a little more is read so that the refusal can be answered.
pub(crate) const UPLOAD_MAX: usize = 50 * 1024 * 1024;
const BODY_MAX: usize = UPLOAD_MAX + 16 * 1024 * 1024;

/// A file inside a multipart request.
pub(crate) struct Upload {
    pub name: Option<String>,
    pub mime: Option<String>,
    pub bytes: Bytes,
}

/// The parameters by name. Strings that hold JSON are parsed by the getter that needs it.
#[derive(Default)]
pub(crate) struct Params {
    fields: Map<String, Value>,
    pub uploads: HashMap<String, Upload>,
}

impl Params {
    /// Reads query and body. A body wins over the query, as at Telegram.
    pub async fn read(request: Request<Body>) -> Result<Self, Failure> {
        let mut params = Self::default();
        params.pairs(request.uri().query().unwrap_or_default().as_bytes());
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            params.multipart(request).await?;
            return Ok(params);
        }
        let too_large = |_| Failure::new(413, "Request Entity Too Large");
        let body = axum::body::to_bytes(request.into_body(), BODY_MAX).await.map_err(too_large)?;
        if kind.starts_with("application/json") {
            if !body.is_empty() {
                let Ok(Value::Object(fields)) = serde_json::from_slice(&body) else {
                    return Err(Failure::bad("can't parse JSON object"));
                };
                params.fields.extend(fields.into_iter().filter(|(_, value)| !value.is_null()));
            }
        } else {
            params.pairs(&body);
        }
        Ok(params)
    }

    fn pairs(&mut self, encoded: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(encoded) {
            self.fields.insert(name.into_owned(), Value::String(value.into_owned()));
        }
    }

    async fn multipart(&mut self, request: Request<Body>) -> Result<(), Failure> {
        let broken = |_| Failure::bad("can't parse multipart form data");
        let mut form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Failure::bad("can't parse multipart form data"))?;
        let mut total = 0;
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let mime = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(broken)?;
            total += bytes.len();
            if total > BODY_MAX {
                return Err(Failure::new(413, "Request Entity Too Large"));
            }
            if file_name.is_some() {
                self.uploads.insert(name, Upload { name: file_name, mime, bytes });
                continue;
            }
            // A nameless part is text, unless something refers to it as a file.
            match std::str::from_utf8(&bytes) {
                Ok(text) => {
                    self.fields.insert(name.clone(), Value::String(text.to_owned()));
                }
                Err(_) => {
                    self.uploads.insert(name, Upload { name: None, mime, bytes });
                }
            }
        }
        Ok(())
    }

    /// For the log of calls: JSON inside strings is unfolded, uploads are described.
    pub fn log(&self) -> Value {
        let mut fields: Map<String, Value> =
            self.fields.iter().map(|(name, value)| (name.clone(), unfold(value))).collect();
        if !self.uploads.is_empty() {
            let files: Map<String, Value> = self
                .uploads
                .iter()
                .map(|(name, upload)| {
                    (name.clone(), json!({ "name": upload.name, "size": upload.bytes.len() }))
                })
                .collect();
            fields.insert("_files".to_owned(), Value::Object(files));
        }
        Value::Object(fields)
    }

    /// A string; numbers and booleans are taken by their spelling.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.fields.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            other => Some(other.to_string()),
        }
    }

    pub fn int(&self, name: &str) -> Result<Option<i64>, Failure> {
        match self.text(name) {
            Some(text) if !text.trim().is_empty() => text
                .trim()
                .parse()
                .map(Some)
                .map_err(|_| Failure::bad(format!("{name} must be a valid Number"))),
            _ => Ok(None),
        }
    }

    pub fn float(&self, name: &str) -> Option<f64> {
        self.text(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    pub fn flag(&self, name: &str) -> bool {
        self.text(name).is_some_and(|text| matches!(text.as_str(), "true" | "1" | "True" | "yes"))
    }

    /// An object or a list, plain or as a JSON string.
    pub fn json(&self, name: &str) -> Result<Option<Value>, Failure> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text).map(Some).map_err(|_| {
                Failure::bad(format!("can't parse {} JSON object", name.replace('_', " ")))
            }),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    pub fn list<T: DeserializeOwned>(&self, name: &str) -> Result<Option<Vec<T>>, Failure> {
        let Some(value) = self.json(name)? else { return Ok(None) };
        serde_json::from_value(value)
            .map(Some)
            .map_err(|_| Failure::bad(format!("can't parse {}", name.replace('_', " "))))
    }

    /// The chat that the call is about, for faults, limits and the log.
    pub fn chat(&self) -> Option<i64> {
        self.int("chat_id").ok().flatten()
    }
}

fn unfold(value: &Value) -> Value {
    match value {
        Value::String(text) if text.starts_with(['{', '[']) => {
            serde_json::from_str(text).unwrap_or_else(|_| value.clone())
        }
        other => other.clone(),
    }
}
