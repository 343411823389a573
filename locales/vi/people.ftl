# Người dùng: lời mời, vai trò, màn hình chính.
outside-welcome = 👋 <b>Xin chào!</b> Đây là trợ lý của đoàn giám sát Hội đồng nhân dân.
outside-needs-link = Để dùng được, bạn cần mở đường dẫn mời riêng do văn phòng hoặc thư ký đoàn gửi cho bạn. Nếu chưa có, hãy liên hệ văn phòng.
outside-waiting = ⏳ Đã nhận đường dẫn. Người mời đang xác nhận đúng là bạn; bot sẽ nhắn ngay khi xong.
outside-phone = 📱 Để chắc chắn đúng là bạn, hãy bấm nút bên dưới để chia sẻ số điện thoại của chính mình.
key-share-phone = Chia sẻ số điện thoại của tôi

refused-link-unknown = ⚠️ Đường dẫn này không có trong hệ thống. Hãy hỏi lại người đã gửi cho bạn.
refused-link-used = ⚠️ Đường dẫn này đã được dùng. Mỗi đường dẫn chỉ dùng một lần; hãy xin đường dẫn mới.
refused-link-expired = ⚠️ Đường dẫn này đã hết hạn. Hãy xin đường dẫn mới.
refused-phone-differs = ⚠️ Số điện thoại này không trùng với số đã đăng ký. Hãy liên hệ người mời.
note-role-link = ⏳ Đã nhận đường dẫn cho vai trò mới. Người mời sẽ xác nhận; vai trò sẽ có hiệu lực ngay sau đó.
key-invite-person = ✉️ Mời người
key-language = 🌐 Ngôn ngữ

role-administrator = Quản trị
role-standing-body = Thường trực HĐND
role-secretariat = Văn phòng
role-delegation-leader = Trưởng đoàn
role-group-leader = Trưởng nhóm
role-secretary = Thư ký đoàn
role-member = Thành viên
role-unit-head = Thủ trưởng đơn vị
role-focal-officer = Đầu mối đơn vị
role-campaign-owner = Chủ chiến dịch
role-observer = Người theo dõi
person-line = • { $role }: { $name }

inviting-role = ✉️ <b>Mời người</b>: mời với vai trò nào?
inviting-group = Mời <b>{ $role }</b> của đoàn nào?
inviting-unit = Mời <b>{ $role }</b> của đơn vị nào?
inviting-name = Mời <b>{ $role }</b>, { $place }. Hãy gõ họ và tên, ví dụ: Nguyễn Văn An.
inviting-phone = Gõ số điện thoại của { $name } để bot tự xác nhận khi người đó mở đường dẫn, hoặc bỏ qua: khi đó bạn xác nhận bằng một lần bấm.
key-no-phone = Bỏ qua số điện thoại
note-phone-not-understood = Chưa đọc được số điện thoại. Ví dụ: 0912 345 678.
inviting-done =
    ✔ <b>Đã tạo đường dẫn mời</b>, dùng một lần, trong { $days } ngày. Hãy gửi riêng cho đúng người: đường dẫn chỉ hiện lần này.
inviting-link = <code>{ $link }</code>
key-link = 🔗 Gửi đường dẫn mời
key-invite-another = ✉️ Mời người khác
group-line = Đoàn số { $number }: { $title }

claim-title = 👤 Đường dẫn mời <b>{ $name }</b> ({ $role }) vừa được mở.
claim-opened = Tài khoản đã mở tự đặt tên: <b>{ $shown }</b>
claim-warning = Nếu đường dẫn có thể đã bị chuyển tiếp, hãy gọi điện hỏi lại trước khi xác nhận.
claim-settled = Đã xử lý xong.
key-accept-claim = ✔ Đúng người này
key-refuse-claim = ✖ Không phải
notice-joined = ✔ Chào { $name }! Bạn đã được xác nhận và có thể bắt đầu.
notice-claim-refused = Người mời không xác nhận tài khoản này. Nếu có nhầm lẫn, hãy liên hệ văn phòng để xin đường dẫn mới.
