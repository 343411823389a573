# Xác minh tại chỗ: kết quả từng câu, ý kiến khác, chốt số liệu.
verifying-title = 🔍 <b>Xác minh tại chỗ</b> · { $unit }
verifying-progress = { $bar } { $done }/{ $marked } câu phải xác minh
verifying-tally = ✔ Khớp: { $matched } · ✎ Điều chỉnh: { $adjusted } · ❔ Không xác minh được: { $not_verifiable }
verifying-disputed = ⚖ Đơn vị có ý kiến khác: { $count } câu
verifying-list = Các câu đã trả lời (trang { $page }/{ $pages }), câu phải xác minh ở trước:
verifying-reported = Đơn vị tự báo cáo: <b>{ $answer }</b>
verifying-unmarked = Câu này không bắt buộc xác minh.

verified-matched = ✔ <b>Khớp</b> ({ $by }, { $at })
verified-not-verifiable = ❔ <b>Không xác minh được</b> ({ $by }, { $at })
verified-adjusted = ✎ Đoàn xác minh: <b>{ $found }</b> ({ $by }, { $at })
verified-method = Cách xác minh: { $method }
verified-note = Ghi chú: { $note }
verified-photos = 📷 { $count } ảnh kèm theo
verified-dispute = ⚖ Ý kiến khác của đơn vị ({ $by }): { $reason }
verified-dispute-settled = Đoàn đã trả lời ý kiến này.
verified-reply = Đoàn trả lời: { $note }
variance-points-up = Chênh lệch: { $from } → { $to }, +{ $by } điểm phần trăm
variance-points-down = Chênh lệch: { $from } → { $to }, −{ $by } điểm phần trăm
variance-points-none = Tỷ lệ không đổi: { $from } → { $to }
variance-up = Chênh lệch: +{ $by }
variance-down = Chênh lệch: −{ $by }
method-document = Xem văn bản
method-observation = Quan sát
method-sample = Kiểm tra mẫu
method-interview = Phỏng vấn

question-to-verify = 🔍 { $question }
question-matched = ✔ { $question }
question-adjusted = ✎ { $question }
question-not-verifiable = ❔ { $question }
question-disputed = ⚖ { $question }

results-adjusted = <b>Số liệu đã điều chỉnh</b> (tự báo cáo → xác minh):
results-line = ✎ { $question } { $reported } → <b>{ $found }</b>
results-more = … và { $count } câu nữa: xem ở “Danh sách câu”.
results-not-final = Số liệu chưa chốt: thủ trưởng đơn vị có thể nêu ý kiến khác cho đến khi đoàn chốt.

key-verify = 🔍 Xác minh tại chỗ
key-verify-of = 🔍 Xác minh tại chỗ: { $unit }
key-results = 🔍 Kết quả xác minh
key-verify-next = ▶ Xác minh câu tiếp theo
key-verify-list = ☰ Danh sách câu
key-verify-overview = 🔍 Tổng quan xác minh
key-verify-finish = 🏁 Kết thúc xác minh
key-back-to-visit = 📅 Về buổi làm việc
key-pass-over = Bỏ qua ▶
key-matched = ✔ Khớp
key-adjust = ✎ Điều chỉnh
key-not-verifiable = ❔ Không xác minh được
key-open-result = 🔍 Xem kết quả câu này

adjust-value = ✎ Giá trị thực tế là bao nhiêu?
adjust-found = Đoàn xác minh: <b>{ $found }</b>
adjust-method = Xác minh bằng cách nào? Hãy chọn một cách bên dưới.
adjust-note = ✍️ Gõ ghi chú: vì sao điều chỉnh, căn cứ vào đâu (bắt buộc).
adjust-photos = 📷 Có thể gửi kèm ảnh ngay tại đây.
adjust-review = <b>Kiểm tra lại</b> rồi lưu. Thủ trưởng và đầu mối của đơn vị sẽ được báo; số tự báo cáo vẫn giữ nguyên bên cạnh.
adjust-overtaken = ↻ Trong lúc bạn nhập, đã có người ghi kết quả khác cho câu này (ở trên). Bạn có muốn ghi kết quả của mình thay cho kết quả đó?
not-verifiable-note = ✍️ Gõ lý do không xác minh được (bắt buộc).
key-adjust-save = ✔ Lưu kết quả xác minh
key-adjust-anyway = ✎ Vẫn ghi kết quả của tôi
key-edit-value = ✎ Giá trị
key-edit-method = ✎ Cách xác minh
key-edit-note = ✎ Ghi chú
key-draft-out = ✖ Bỏ điều chỉnh này
note-finding-photo-kept = ✔ Đã nhận ảnh.
note-verify-first = Hãy bấm “Khớp”, “Điều chỉnh” hoặc “Không xác minh được” trước; ảnh và ghi chú gửi ở bước sau.

key-dispute = ⚖ Nêu ý kiến khác
key-open-dispute = ⚖ Xem và trả lời
key-dispute-keep = ✎ Giữ nguyên kết quả
key-dispute-change = ✎ Đổi giá trị
key-dispute-accept = ✔ Chấp nhận số đơn vị báo cáo
key-dispute-accept-now = ✔ Lấy số đơn vị tự báo cáo
dispute-how = ⚖ Gõ ý kiến khác: vì sao kết quả này chưa đúng? Đoàn giám sát sẽ được báo và trả lời.
dispute-keep-note = ✍️ Gõ lý do giữ nguyên kết quả (bắt buộc). Đơn vị sẽ được báo.
dispute-accept-what = ✔ Lấy số đơn vị tự báo cáo làm kết quả? Câu này sẽ được ghi là “khớp”, đơn vị sẽ được báo.

finish-missing = Chưa kết thúc được: còn <b>{ $count }</b> câu phải xác minh chưa có kết quả:
finish-what = 🏁 <b>Kết thúc xác minh đơn vị này?</b> Sau đó không ghi thêm kết quả được nữa, chỉ còn trả lời ý kiến khác của đơn vị. Đơn vị sẽ được báo kết quả:
key-finish-now = 🏁 Kết thúc và báo đơn vị
key-finalise = 🔒 Chốt số liệu
finalise-what = 🔒 <b>Chốt số liệu của đơn vị này?</b> Chốt rồi thì không ai thay đổi được nữa; đoàn và đơn vị sẽ được báo.
key-finalise-now = 🔒 Chốt, không thay đổi nữa

item-verify = 🔍 Xác minh tại chỗ: { $unit } { $done }/{ $marked }
item-disputes = ⚖ Ý kiến khác về số liệu: { $unit } ({ $count })
item-results = 🔍 Kết quả xác minh: { $unit }
item-finalise = 🔒 Chốt số liệu: { $unit }

refused-own-unit = ⛔ Bạn giữ vai trò tại chính đơn vị này nên không xác minh được. Hãy để thành viên khác của đoàn làm.
refused-not-in-session = Chỉ xác minh được trong buổi làm việc hoặc khi đang lập biên bản. Hãy xem lại trạng thái của buổi làm việc.
refused-verification-begun = Đoàn đã bắt đầu xác minh các câu trả lời này nên không trả lại cho đơn vị được nữa. Câu nào chưa đúng, hãy bấm “Điều chỉnh” khi xác minh câu đó.
refused-verified-meanwhile = ↻ { $by } vừa ghi kết quả cho câu này. Hãy xem kết quả đó; nếu vẫn muốn đổi, bấm lại.
refused-nothing-adjusted = Giá trị này trùng với số đơn vị tự báo cáo hoặc với kết quả đang có. Nếu đúng vậy, hãy quay lại và bấm “Khớp”, “Giữ nguyên” hoặc “Chấp nhận”; nếu không, gõ giá trị khác.
refused-note-wanted = Cần có ghi chú. Hãy gõ ghi chú rồi lưu lại.
refused-unverified = Chưa kết thúc được: còn { $count } câu phải xác minh chưa có kết quả: { $list }. Hãy xác minh các câu này trước.
refused-disputes-open = Chưa chốt được: còn { $count } câu đơn vị có ý kiến khác mà đoàn chưa trả lời. Hãy mở các câu đó và trả lời trước.

notice-adjusted = ✎ <b>{ $unit }</b>: { $by } đã điều chỉnh một câu trả lời khi xác minh tại chỗ.
notice-withdrawn-matched = 🔍 <b>{ $unit }</b>: { $by } đã bỏ điều chỉnh, nay ghi là “khớp” với số đơn vị báo cáo.
notice-withdrawn-not-verifiable = 🔍 <b>{ $unit }</b>: { $by } đã bỏ điều chỉnh, nay ghi là “không xác minh được”.
notice-verified = 🏁 <b>{ $unit }</b>: { $by } đã kết thúc xác minh tại chỗ.
notice-disputed = ⚖ <b>{ $unit }</b>: { $by } có ý kiến khác về một số liệu đã điều chỉnh.
notice-dispute-kept = ⚖ <b>{ $unit }</b>: { $by } đã trả lời ý kiến khác và giữ nguyên kết quả xác minh.
notice-dispute-accepted = ⚖ <b>{ $unit }</b>: { $by } đã chấp nhận số đơn vị tự báo cáo.
notice-final = 🔒 <b>{ $unit }</b>: { $by } đã chốt số liệu. Từ nay không thay đổi nữa.
