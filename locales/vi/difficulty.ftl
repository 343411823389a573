# Khó khăn, vướng mắc.
reporting-unit = ⚠️ <b>Báo khó khăn</b> của đơn vị nào?
reporting-unit-of = ⚠️ “{ $body }”: khó khăn của đơn vị nào?
reporting-body = ⚠️ <b>Báo khó khăn</b> của { $unit }. Hãy mô tả trong một tin nhắn.
reporting-category = ⚠️ Khó khăn của <b>{ $unit }</b> thuộc loại nào?
reporting-quote = “{ $body }”
key-report-as = ✔ Báo: { $category } (gợi ý)
difficulties-title = 📚 <b>Khó khăn, vướng mắc</b>, mới nhất trước
difficulties-none = Chưa có khó khăn nào được báo.
difficulty-title = ⚠️ <b>Khó khăn của { $unit }</b>
difficulty-category = Loại: { $category }
difficulty-by = { $name } báo lúc { $at }
notice-difficulty = ⚠️ <b>Khó khăn mới của { $unit }</b> ({ $by } báo):
key-open-difficulty = ⚠️ Mở khó khăn này

category-nhan-thuc = Nhận thức
category-nhan-luc = Nhân lực
category-kinh-phi = Kinh phí
category-ha-tang = Hạ tầng
category-du-lieu-ket-noi = Dữ liệu, kết nối
category-phan-mem = Phần mềm
category-the-che-huong-dan = Thể chế, hướng dẫn
category-phoi-hop = Phối hợp
category-ky-luat-trach-nhiem = Kỷ luật, trách nhiệm
category-quy-trinh-tthc = Quy trình TTHC
category-che-do-chinh-sach = Chế độ, chính sách
category-nguoi-dan-tham-gia = Người dân tham gia
