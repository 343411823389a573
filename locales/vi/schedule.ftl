# Nhắc việc và bản tin.
reminder-soon = 🔔 <b>Nhắc việc: sắp đến hạn</b>
reminder-tomorrow = 🔔 <b>Nhắc việc: ngày mai đoàn làm việc</b>
reminder-due-tomorrow = 🔔 <b>Nhắc việc: ngày mai là hạn</b>
reminder-today = 🔔 <b>Nhắc việc: hôm nay là hạn</b>
reminder-overdue = ⏰ <b>Quá hạn</b>
reminder-chase = ⏰ <b>Quá hạn 3 ngày: đề nghị đôn đốc</b>
reminder-late = ⏰ <b>Quá hạn 7 ngày: đề nghị Trưởng đoàn cho ý kiến</b>
reminder-explain = ⏰ <b>Quá hạn 15 ngày: đề nghị yêu cầu giải trình</b>
propose-chaser = ✍️ Gợi ý lời đôn đốc. Bot không gửi gì ra ngoài đơn vị; gửi hay không do người có thẩm quyền quyết định:
propose-letter = “Đề nghị { $unit } khẩn trương trả lời và ký phiếu phục vụ buổi giám sát, hạn { $due }; nếu có vướng mắc, báo ngay cho đoàn.”
propose-late-list = ✍️ Đề nghị đôn đốc lần tiếp theo. Đơn vị có thể vào danh sách chậm; danh sách chỉ công bố khi được duyệt.
propose-explanation = ✍️ Đề nghị Thường trực HĐND yêu cầu đơn vị giải trình trong 15 ngày, việc phức tạp không quá 30 ngày (mặc định, có thể sửa).
reminder-unsigned = • { $unit }: đã nộp, chưa ký, hạn { $due }
reminder-unanswered = • { $unit }: chưa nộp, còn { $left } câu ({ $answered }/{ $questions }), hạn { $due }
key-open-answers = 📋 Phiếu của { $unit }
key-need-help = 🆘 Cần hỗ trợ: báo khó khăn

visit-reminder-eve = 🔔 <b>Sắp có buổi làm việc</b>
visit-reminder-morning = 🔔 <b>Hôm nay có buổi làm việc</b>
visit-not-confirmed = ⚠️ Đơn vị chưa xác nhận
visit-reminder-default = <i>Nhắc lúc 14:00 ngày làm việc liền trước và 6:30 sáng ngày làm việc (mặc định, có thể sửa).</i>

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
