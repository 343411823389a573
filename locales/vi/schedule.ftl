# Nhắc việc và bản tin.
reminder-soon = 🔔 <b>Nhắc việc: phiếu sắp đến hạn</b>
reminder-tomorrow = 🔔 <b>Nhắc việc: ngày mai đoàn làm việc</b>
reminder-today = 🔔 <b>Nhắc việc: hôm nay là hạn</b>
reminder-overdue = ⏰ <b>Quá hạn</b>
reminder-unsigned = • { $unit }: đã nộp, chưa ký, hạn { $due }
reminder-unanswered = • { $unit }: chưa nộp, còn { $left } câu ({ $answered }/{ $questions }), hạn { $due }
key-open-answers = 📋 { $unit }

digest-title = 🌅 <b>Bản tin sáng</b> { $weekday } { $day }
digest-late = <i>Gửi muộn vì bot ngừng hoạt động vào giờ gửi.</i>
digest-visits = <b>Buổi làm việc hôm nay</b>
digest-visit = • { $at } { $unit } (chưa xác nhận)
digest-visit-confirmed = • { $at } { $unit }
digest-overdue = ⏰ <b>Quá hạn</b>
digest-unsigned = <b>Phiếu chưa ký, hạn trong 7 ngày tới</b>
digest-difficulties = <b>Khó khăn mới từ bản tin trước</b>
digest-difficulty = • { $unit }: { $body }
digest-nothing = ✔ Hôm nay không có buổi làm việc, phiếu chậm hay khó khăn mới.
digest-claims = 👤 { $count } người đã mở đường dẫn mời, chờ xác nhận.
digest-undelivered = 📵 { $count } tin hoặc người chưa gửi được.
key-troubles = 📵 Xem tin không gửi được
