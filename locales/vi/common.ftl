# Khung chung: nút, ngày giờ, lời nhắn ngắn. Thẻ <b>, <i> chỉ dùng trong nội dung, không dùng trong nhãn nút.
key-home = 🏠 Việc của tôi
key-my-work = 🏠 Việc của tôi
key-back = ◀ Quay lại
key-more = Xem thêm ▶
key-earlier = ◀ Trang trước

weekday-mon = thứ Hai
weekday-tue = thứ Ba
weekday-wed = thứ Tư
weekday-thu = thứ Năm
weekday-fri = thứ Sáu
weekday-sat = thứ Bảy
weekday-sun = Chủ nhật
# Ngày giờ đầy đủ: { $time } 08:00, { $weekday } thứ Ba, { $date } 2/4/2024
moment = { $time } { $weekday } { $date }

length-minutes = { $minutes } phút
length-hours = { $hours } giờ
length-both = { $hours } giờ { $minutes } phút

note-stale = ↻ Màn hình đó đã cũ. Đây là màn hình hiện tại.
note-forged = ⚠️ Nút này không phải do bot tạo ra nên không dùng được.
note-not-yours = ⚠️ Nút này dành cho người khác. Đây là việc của bạn.
note-cannot-read = Bot chưa đọc được loại tin này. Hãy gõ chữ, gửi ảnh hoặc bấm nút.
note-nothing-to-type = Màn hình này không chờ bạn gõ gì. Hãy bấm một nút, hoặc gõ “khó khăn: …” để báo khó khăn, vướng mắc.
note-too-long = Nội dung quá dài: tối đa { $limit } ký tự. Hãy viết gọn hơn.
note-file-not-wanted = Màn hình này không nhận tệp hay ảnh. Tệp của bạn chưa được lưu; hãy mở đúng câu hỏi rồi gửi lại.
note-photo-only = Câu này cần ảnh, tệp bạn gửi không phải ảnh nên chưa được lưu. Hãy gửi ảnh.
note-contact-not-wanted = Bot không cần số điện thoại ở bước này.
note-contact-not-own = Hãy chia sẻ số điện thoại của chính bạn bằng nút bên dưới.
note-saved = ✔ Đã lưu: { $answer }
note-saved-both = ✔ Đã lưu điểm: { $answer }, và ở câu tiếp theo: { $rank }
note-rank-kept = ✔ Đã lưu: { $answer }. Câu xếp hạng đã có câu trả lời khác nên được giữ nguyên; nếu cần, hãy mở câu đó để sửa.
note-evidence-kept = 📎 Đã nhận minh chứng cho câu { $question } ({ $count } tệp).
note-photo-kept = ✔ Đã nhận ảnh. Gửi thêm ảnh, hoặc bấm “Đủ ảnh”.
note-edited = Bạn vừa sửa một tin nhắn cũ. Câu trả lời đã lưu giữ nguyên; nếu cần đổi, hãy mở câu hỏi và trả lời lại.
note-workbook-coming = Đã nhận tệp, đang đọc…
note-failed = ⚠️ Có lỗi khi xử lý tin nhắn của bạn; tin vẫn được giữ. Hãy thử lại sau ít phút. Nếu vẫn lỗi, báo văn phòng mã <b>{ $reference }</b>.

refused-not-allowed = ⛔ Bạn không có quyền làm việc này. Nếu cần, hãy hỏi văn phòng Hội đồng nhân dân.
refused-gone = Không tìm thấy mục này. Có thể nó không còn nữa, hoặc không thuộc phạm vi của bạn.
refused-changed = ↻ Vừa có người thay đổi. Hãy xem lại màn hình mới rồi bấm lại.
refused-already-done = ✔ Việc này đã được làm rồi.
refused-wrong-state = Ở trạng thái hiện tại không làm được việc này. Màn hình đã được cập nhật.
refused-reason-wanted = Hãy gõ lý do.

moment-not-understood = Chưa hiểu ngày giờ. Ví dụ: “mai 8h”, “16/5 8h30”, “thứ 5 tuần sau 14h”, “2/4/2024 8:00”.
moment-no-such-date = Không có ngày { $day }/{ $month }/{ $year }. Hãy kiểm tra lại.
moment-bad-time = Không có giờ { $hour }:{ $minute }. Hãy kiểm tra lại.
moment-weekday = { $day } là { $weekday }, không khớp với thứ bạn gõ. Hãy kiểm tra lại.
moment-day-missing = Cần một ngày cụ thể, từ { $from } đến { $to }.
moment-reading = { $weekday } { $day }
moment-ambiguous = Có thể hiểu nhiều cách: { $list }. Hãy gõ rõ ngày.

language-title = 🌐 Chọn ngôn ngữ · Choose a language
language-vi = Tiếng Việt
language-en = English

# Danh sách dài hơn một trang
list-search = Gõ vài chữ để tìm trong danh sách (không cần dấu).
list-found = Kết quả cho “{ $search }”:
list-not-found = Không tìm thấy mục nào có “{ $search }”. Xin gõ chữ khác.
list-page = Trang { $page }/{ $pages }, { $count } mục
key-whole-list = 📚 Xem cả danh sách
