use chrono::Timelike;

use crate::text::{DurationError, MomentError, parse_duration, parse_time};

#[test]
fn times() {
    for (typed, hour, minute) in [
        ("8h", 8, 0),
        ("8H", 8, 0),
        ("08h00", 8, 0),
        ("8h30", 8, 30),
        ("8g30", 8, 30),
        ("8:30", 8, 30),
        ("08:30:15", 8, 30),
        ("8h 30", 8, 30),
        ("8h5", 8, 5),
        ("15h30", 15, 30),
        ("15h30'", 15, 30),
        ("15h30p", 15, 30),
        ("8.30", 8, 30),
        ("8 giờ", 8, 0),
        ("8 gio 30 phut", 8, 30),
        ("8 giờ rưỡi", 8, 30),
        ("8h ruoi", 8, 30),
        ("8 rưỡi", 8, 30),
        ("8h kém 15", 7, 45),
        ("8 giờ kém mười phút", 7, 50),
        ("tám giờ", 8, 0),
        ("mười một giờ rưỡi", 11, 30),
        ("hai mươi mốt giờ", 21, 0),
        ("tám giờ mười lăm", 8, 15),
        ("lúc 8h đúng", 8, 0),
        ("2h", 14, 0),
        ("2:30", 14, 30),
        ("02:30", 2, 30),
        ("5h", 17, 0),
        ("6h", 6, 0),
        ("0h", 0, 0),
        ("24h", 0, 0),
        ("2h sáng", 2, 0),
        ("rạng sáng 4h", 4, 0),
        ("8h sáng", 8, 0),
        ("sáng 8h", 8, 0),
        ("11h trưa", 11, 0),
        ("12h trưa", 12, 0),
        ("1h trưa", 13, 0),
        ("2h chiều", 14, 0),
        ("2h kém 15 chiều", 13, 45),
        ("14h chiều", 14, 0),
        ("hai giờ chiều", 14, 0),
        ("5h30 chiều", 17, 30),
        ("7h tối", 19, 0),
        ("7h toi", 19, 0),
        ("20h tối", 20, 0),
        ("10h đêm", 22, 0),
        ("1h đêm", 1, 0),
        ("12h đêm", 0, 0),
        ("8am", 8, 0),
        ("8:30 pm", 20, 30),
        ("12 am", 0, 0),
        ("12pm", 12, 0),
    ] {
        let read = parse_time(typed).map(|t| (t.time.hour(), t.time.minute()));
        assert_eq!(read, Ok((hour, minute)), "{typed}");
    }
    for (typed, hour) in [("8h trưa", 8), ("10h chiều", 10), ("12h sáng", 12), ("13pm", 13)] {
        assert_eq!(parse_time(typed), Err(MomentError::BadTime { hour, minute: 0 }), "{typed}");
    }
}

#[test]
fn durations() {
    for (typed, elapsed, at_work) in [
        ("2 tiếng", 120, 120),
        ("2 tieng dong ho", 120, 120),
        ("90 phút", 90, 90),
        ("90p", 90, 90),
        ("90'", 90, 90),
        ("1h30", 90, 90),
        ("1h 30p", 90, 90),
        ("1:30", 90, 90),
        ("1 giờ 30 phút", 90, 90),
        ("1,5 giờ", 90, 90),
        ("1.5h", 90, 90),
        ("2 tiếng rưỡi", 150, 150),
        ("hai tiếng", 120, 120),
        ("nửa tiếng", 30, 30),
        ("nửa ngày", 720, 240),
        ("1 buổi", 720, 240),
        ("một ngày", 1440, 480),
        ("1 ngày rưỡi", 2160, 720),
        ("1 ngày 2 tiếng", 1560, 600),
        ("2 tuần", 20160, 6720),
        ("2 hours", 120, 120),
    ] {
        let read =
            parse_duration(typed).map(|d| (d.elapsed().num_minutes(), d.at_work().num_minutes()));
        assert_eq!(read, Ok((elapsed, at_work)), "{typed}");
    }
    for (typed, error) in [
        ("", DurationError::Empty),
        ("0 phút", DurationError::Zero),
        ("2", DurationError::NotUnderstood),
        ("1h75", DurationError::NotUnderstood),
        ("1,2 ngày", DurationError::NotUnderstood),
        ("lâu", DurationError::NotUnderstood),
        ("2 tiếng mai", DurationError::NotUnderstood),
    ] {
        assert_eq!(parse_duration(typed), Err(error), "{typed}");
    }
}
