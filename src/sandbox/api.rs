//! The HTTP face of the Bot API: token, faults, limits, the call, its log line, its answer.

use axum::body::{Body, Bytes};
use axum::extract::State as Shared;
use axum::http::{Request, Response, StatusCode, header};
use serde_json::{Value, json};

use super::faults::FaultKind;
use super::methods::{ApiResult, Failure};
use super::model::{Call, Outcome};
use super::params::{Params, UPLOAD_MAX};
use super::{Sandbox, methods, updates};

pub(crate) async fn serve(
    Shared(sandbox): Shared<Sandbox>,
    request: Request<Body>,
) -> Response<Body> {
    let path = request.uri().path().to_owned();
    if let Some(rest) = path.strip_prefix("/file/bot") {
        return download(&sandbox, rest);
    }
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/'))
    else {
        return answer(&Err(Failure::new(404, "Not Found")));
    };
    if let Err(failure) = check_token(&sandbox, token) {
        return answer(&Err(failure));
    }
    call(&sandbox, method.trim_end_matches('/'), request).await
}

/// A token of the wrong shape is an unknown address, one of the right shape an unknown bot.
fn check_token(sandbox: &Sandbox, token: &str) -> Result<(), Failure> {
    if token == sandbox.inner.config.token {
        return Ok(());
    }
    let shaped = token.split_once(':').is_some_and(|(id, secret)| {
        !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()) && secret.len() >= 24
    });
    Err(if shaped { Failure::new(401, "Unauthorized") } else { Failure::new(404, "Not Found") })
}

async fn call(sandbox: &Sandbox, given: &str, request: Request<Body>) -> Response<Body> {
    let known = methods::find(given);
    let name = known.map_or(given, |method| method.name);
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(failure) => return answer(&Err(failure)),
    };
    let fault = sandbox.inner.faults.take(name, params.chat());
    match fault {
        Some(FaultKind::RetryAfter(seconds)) => {
            return refuse(sandbox, name, &params, Failure::retry_after(seconds));
        }
        Some(FaultKind::Blocked) => {
            return refuse(sandbox, name, &params, Failure::blocked());
        }
        Some(FaultKind::Status(status)) => {
            log(sandbox, name, &params, Outcome::Faulted("status"));
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
            return page(status, "<html><body><h1>Bad Gateway</h1></body></html>");
        }
        Some(FaultKind::Garbage) => {
            log(sandbox, name, &params, Outcome::Faulted("garbage"));
            return page(StatusCode::OK, "{\"ok\":tr");
        }
        Some(FaultKind::DropBefore) => {
            log(sandbox, name, &params, Outcome::Faulted("dropped"));
            return hang_up();
        }
        Some(FaultKind::Delay(wait)) => tokio::time::sleep(wait).await,
        Some(FaultKind::AcceptThenHang | FaultKind::AcceptThenDrop) | None => {}
    }
    let result = run(sandbox, known, &params).await;
    if name != "getUpdates" {
        let outcome = match &result {
            Ok(value) => Outcome::Ok(value.clone()),
            Err(failure) => {
                Outcome::Error { code: failure.code, description: failure.description.clone() }
            }
        };
        log(sandbox, name, &params, outcome);
    }
    match fault {
        Some(FaultKind::AcceptThenHang) => std::future::pending().await,
        Some(FaultKind::AcceptThenDrop) => hang_up(),
        _ => answer(&result),
    }
}

async fn run(sandbox: &Sandbox, known: Option<&methods::Method>, params: &Params) -> ApiResult {
    let Some(method) = known else {
        return Err(Failure::new(404, "Not Found: method not found"));
    };
    if params.uploads.values().any(|upload| upload.bytes.len() > UPLOAD_MAX) {
        return Err(Failure::new(413, "Request Entity Too Large"));
    }
    match method.run {
        methods::Run::Poll => updates::get_updates(sandbox, params).await,
        methods::Run::Plain(run) => run(sandbox, params),
        methods::Run::Sends(run) => {
            if let Some(chat) = params.chat() {
                let mut state = sandbox.state();
                let group = state.groups.contains_key(&chat);
                let now = tokio::time::Instant::now();
                if let Some(Err(wait)) = state.buckets.as_mut().map(|b| b.take(chat, group, now)) {
                    return Err(Failure::retry_after(wait));
                }
            }
            run(sandbox, params)
        }
    }
}

fn refuse(sandbox: &Sandbox, name: &str, params: &Params, failure: Failure) -> Response<Body> {
    let outcome = Outcome::Error { code: failure.code, description: failure.description.clone() };
    log(sandbox, name, params, outcome);
    answer(&Err(failure))
}

fn log(sandbox: &Sandbox, name: &str, params: &Params, outcome: Outcome) {
    let call =
        Call { method: name.to_owned(), chat_id: params.chat(), body: params.log(), outcome };
    sandbox.state().record(call);
}

fn answer(result: &ApiResult) -> Response<Body> {
    let (status, body) = match result {
        Ok(value) => (200, json!({ "ok": true, "result": value })),
        Err(failure) => {
            let mut body = json!({
                "ok": false, "error_code": failure.code, "description": failure.description,
            });
            if let Some(seconds) = failure.retry_after {
                body["parameters"] = json!({ "retry_after": seconds });
            }
            (failure.code, body)
        }
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    respond(status, "application/json", Bytes::from(Value::to_string(&body)))
}

fn page(status: StatusCode, text: &'static str) -> Response<Body> {
    respond(status, "text/html; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

fn respond(status: StatusCode, kind: &'static str, body: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    response
}

/// Closes the connection instead of answering: a body that fails before its first byte makes the
/// server drop what it had begun to write.
fn hang_up() -> Response<Body> {
    let broken =
        futures_util::stream::once(async { Err::<Bytes, _>(std::io::Error::other("hung up")) });
    Response::new(Body::from_stream(broken))
}

fn download(sandbox: &Sandbox, rest: &str) -> Response<Body> {
    let found = rest.split_once('/').and_then(|(token, path)| {
        check_token(sandbox, token).ok()?;
        // teloxide sends the slash inside the path escaped.
        let path = path.replace("%2F", "/").replace("%2f", "/");
        let state = sandbox.state();
        let id = state.paths.get(&path)?;
        state.files.get(id).map(|file| file.bytes.clone())
    });
    match found {
        Some(bytes) => respond(StatusCode::OK, "application/octet-stream", bytes),
        None => answer(&Err(Failure::new(404, "Not Found"))),
    }
}
