//! Distances, areas and fences on the globe. Points are `latitude longitude [altitude [accuracy]]`,
//! joined by `;`.

use super::{Call, Code, ExprError, Value};

/// Equatorial radius in metres, the one that ODK engines use.
const RADIUS: f64 = 6_378_100.0;
/// Longest trace, in points.
const MAX_POINTS: usize = 20_000;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    lat: f64,
    lon: f64,
}

pub fn call(call: &Call) -> Option<Result<Value, ExprError>> {
    Some(match call.name {
        "area" | "enclosed-area" => points(call, 0).map(|points| number(points.map(|p| area(&p)))),
        "distance" => points(call, 0).map(|points| number(points.map(|p| distance(&p)))),
        "geofence" => fence(call),
        "intersects" => {
            points(call, 0).map(|points| Value::Bool(points.is_some_and(|p| crosses_itself(&p))))
        }
        _ => return None,
    })
}

/// To the centimetre, as the web engines give it.
fn number(metres: Option<f64>) -> Value {
    Value::Number(metres.map_or(f64::NAN, |m| (m * 100.0).round() / 100.0))
}

/// All points of the arguments from `first` on; `None` if one of them is no point.
fn points(call: &Call, first: usize) -> Result<Option<Vec<Point>>, ExprError> {
    let mut out = Vec::new();
    for value in call.spread(first)? {
        let text = value.to_text(call.eval.tz);
        let text = text.trim().trim_end_matches(';');
        for part in text.split(';') {
            let Some(point) = point(part) else { return Ok(None) };
            out.push(point);
            if out.len() > MAX_POINTS {
                return Err(call.error(Code::TooComplex, call.name));
            }
        }
    }
    call.eval.spend(out.len())?;
    Ok((!out.is_empty()).then_some(out))
}

fn point(text: &str) -> Option<Point> {
    let mut numbers =
        text.split_whitespace().map(|part| part.parse::<f64>().ok().filter(|n| n.is_finite()));
    let (lat, lon) = (numbers.next()??, numbers.next()??);
    let rest_ok = numbers.all(|n| n.is_some());
    (rest_ok && lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some(Point { lat, lon })
}

fn area(points: &[Point]) -> f64 {
    if points.len() < 3 {
        return 0.0;
    }
    let next = points.iter().cycle().skip(1);
    let sum: f64 = points
        .iter()
        .zip(next)
        .map(|(a, b)| {
            (b.lon - a.lon).to_radians()
                * (2.0 + a.lat.to_radians().sin() + b.lat.to_radians().sin())
        })
        .sum();
    (sum * RADIUS * RADIUS / 2.0).abs()
}

fn distance(points: &[Point]) -> f64 {
    points.windows(2).map(|pair| between(pair[0], pair[1])).sum()
}

fn between(a: Point, b: Point) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let cosine =
        lat_a.sin() * lat_b.sin() + lat_a.cos() * lat_b.cos() * (a.lon - b.lon).to_radians().cos();
    // Rounding may push the cosine of two equal points past 1.
    cosine.clamp(-1.0, 1.0).acos() * RADIUS
}

/// Whether the point lies in the polygon; by crossing number, edges flat in degrees.
fn fence(call: &Call) -> Result<Value, ExprError> {
    let wrong = || call.error(Code::InvalidArgument, call.name);
    let at = point(&call.text(0)).ok_or_else(wrong)?;
    let polygon = points(call, 1)?.filter(|p| p.len() >= 3).ok_or_else(wrong)?;
    let mut inside = false;
    for (a, b) in polygon.iter().zip(polygon.iter().cycle().skip(1)) {
        if (a.lat > at.lat) != (b.lat > at.lat) {
            let lon = (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon;
            if at.lon < lon {
                inside = !inside;
            }
        }
    }
    Ok(Value::Bool(inside))
}

/// Whether a trace crosses itself; neighbours share an end and do not count.
fn crosses_itself(points: &[Point]) -> bool {
    let closed = points.first() == points.last();
    let edges = points.len().saturating_sub(1);
    // Quadratic: longer traces than any hand draws are taken as simple.
    edges <= 2_000
        && (0..edges).any(|i| {
            (i + 2..edges).any(|j| {
                !(closed && i == 0 && j == edges - 1)
                    && cross(points[i], points[i + 1], points[j], points[j + 1])
            })
        })
}

fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| {
        (q.lon - p.lon) * (r.lat - p.lat) - (q.lat - p.lat) * (r.lon - p.lon)
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
