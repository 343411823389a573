# Danh mục lệnh mà Telegram hiện ra khi người dùng gõ “/”. Mỗi mô tả tối đa 256 ký tự, không dùng thẻ.
command-start = Bắt đầu, mở Việc của tôi
command-menu = Việc của tôi: tất cả những gì đang chờ bạn
command-huy = Bỏ việc đang làm dở, về Việc của tôi
