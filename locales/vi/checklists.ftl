# Phiếu khảo sát: bộ câu hỏi.
checklists-title = 📋 <b>Phiếu khảo sát</b>
checklists-none = Chưa có phiếu nào.
checklists-how = Để thêm phiếu, gửi tệp bảng tính XLSForm (.xlsx) vào đây.
checklist-line = { $code } v{ $version }: { $title }
checklist-line-draft = { $code } v{ $version }: { $title } (nháp)
checklist-title = 📋 <b>{ $title }</b>
checklist-version = Mã { $code }, phiên bản { $version }
checklist-count = { $count } câu hỏi:
checklist-question = { $question }
checklist-published = ✔ Đã công bố: nội dung không thay đổi được nữa.
checklist-draft = Bản nháp. Công bố rồi thì không sửa được, muốn sửa phải gửi phiên bản mới.
key-publish = ✔ Công bố phiếu
workbook-refused = ⚠️ <b>Chưa dùng được tệp { $name }</b>: { $count } chỗ cần sửa.
workbook-mend = Hãy sửa trong bảng tính rồi gửi lại.
workbook-not-fetched = ⚠️ Chưa tải được tệp { $name }. Hãy gửi lại.
problem-cell = • Trang “{ $sheet }”, dòng { $row }, cột { $column }: { $what }
problem-row = • Trang “{ $sheet }”, dòng { $row }: { $what }
problem-sheet = • Trang “{ $sheet }”: { $what }
problem-file = • { $what }
notice-file-failed = ⚠️ Không tải được tệp “{ $name }” từ Telegram sau nhiều lần thử. Hãy gửi lại.
choice = { $choice }
file-caption = 📎 Câu { $question }: { $name }
key-read-all = 👁 Câu { $question }

# Chỗ sai trong bảng tính bộ câu hỏi (XLSForm): sai gì, sửa thế nào. Vị trí (trang, dòng, cột) do khung “problem-…” nói.
# “Hãy …” là phải sửa mới dùng được; “Nên …” là nhắc thêm, không sửa vẫn dùng được.

# Tệp
workbook-not-a-spreadsheet = { $found ->
    [html] Đây là trang web, không phải bảng tính.
    [xml] Đây là tệp XML, không phải bảng tính.
    [csv] Đây là tệp chữ CSV, chưa phải bảng tính.
    [pdf] Đây là tệp PDF, không phải bảng tính.
    [json] Đây là tệp dữ liệu JSON, không phải bảng tính.
    [image] Đây là ảnh, không phải bảng tính.
    [docx] Đây là văn bản Word, không phải bảng tính.
    [rtf] Đây là văn bản RTF, không phải bảng tính.
    [zip] Đây là tệp nén, không phải bảng tính.
    [compound] Đây là tệp Office đời cũ nhưng bên trong không có bảng tính.
    [empty] Tệp này trống.
   *[unknown] Không nhận ra đây là tệp bảng tính.
} Hãy mở bộ câu hỏi bằng Excel và lưu lại thành tệp .xlsx.
workbook-unsupported-format = Bot chưa đọc được loại bảng tính { $found ->
    [xls] .xls đời rất cũ
    [xlsb] .xlsb (bảng tính nhị phân)
   *[other] .{ $found }
}. Hãy mở tệp bằng Excel và lưu lại thành tệp .xlsx.
workbook-extension-mismatch = Tên tệp có đuôi .{ $extension } nhưng bên trong là tệp .{ $found }. Bot vẫn đọc được; nên đổi đuôi tên tệp thành .{ $found }.
workbook-encrypted = Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu trong Excel rồi lưu lại.
workbook-unreadable = Tệp bị hỏng hoặc lưu chưa trọn vẹn. Hãy mở bằng Excel và lưu thành một tệp .xlsx mới.
workbook-too-large = { $what ->
    [bytes] Tệp quá lớn: tối đa { $limit } MB.
    [unpacked] Nội dung tệp quá lớn: tối đa { $limit } MB sau khi giải nén.
    [parts] Tệp có quá nhiều thành phần bên trong: tối đa { $limit }.
    [cells] Bảng tính có quá nhiều ô có dữ liệu: tối đa { $limit } ô.
    [area] Vùng dữ liệu của trang tính quá rộng: tối đa { $limit } ô.
    [rows] Trang tính có quá nhiều dòng: tối đa { $limit } dòng.
    [columns] Trang tính có quá nhiều cột: tối đa { $limit } cột.
    [cell] Có ô chứa quá nhiều chữ.
   *[other] Tệp vượt giới hạn { $limit }.
} Hãy xóa ảnh, trang tính và nội dung không thuộc bộ câu hỏi, hoặc chép các câu hỏi sang một tệp mới.

# Trang tính và cột
workbook-missing-sheet = Tệp không có trang tính này. Hãy đặt tên trang tính chứa các câu hỏi là “survey”.
workbook-empty-sheet = Trang tính này trống. Hãy ghi tên các cột ở dòng đầu và các câu hỏi ở những dòng dưới.
workbook-missing-column = Thiếu cột “{ $column }”. Hãy thêm cột này và ghi đúng tên cột ở dòng đầu.
workbook-column-collision = Cột này trùng ý nghĩa với cột “{ $other }”. Hãy giữ một cột và xóa cột kia.
workbook-unusable-column = Tên cột “{ $column }” có khoảng trắng nên không dùng được trong điều kiện lọc. Nên đổi tên, ví dụ thay khoảng trắng bằng dấu “_”.
workbook-rows-ignored = Từ dòng này trở xuống không được đọc, vì phía trên có quá nhiều dòng trống. Nếu bên dưới còn câu hỏi, nên xóa các dòng trống đó.
workbook-comment-row = Dòng này không có loại câu hỏi nên được coi là ghi chú và bỏ qua. Nếu là câu hỏi, nên ghi loại vào cột “type”.

# Các dòng câu hỏi
workbook-missing-type = Dòng này chưa có loại câu hỏi. Hãy ghi loại vào cột “type”, ví dụ “text” hoặc “integer”.
workbook-unknown-type = Không có loại câu hỏi “{ $written }”. Hãy sửa thành một loại có sẵn, ví dụ “text”, “integer”, “decimal”, “date”, “image” hoặc “select_one tên_danh_sách”.
workbook-missing-name = Dòng này chưa có tên. Hãy ghi vào cột “name” một tên ngắn không dấu, ví dụ “cau_1”.
workbook-invalid-name = Tên “{ $name }” không hợp lệ. Hãy bắt đầu bằng chữ cái, chỉ dùng chữ không dấu, chữ số và dấu “_”, không có khoảng trắng, ví dụ “cau_1”.
workbook-duplicate-name = Tên “{ $name }” đã dùng ở dòng { $first_row }. Hãy đặt tên khác cho một trong hai dòng.
workbook-similar-name = Tên “{ $name }” chỉ khác một tên khác ở chữ hoa, chữ thường. Nên đặt hai tên khác hẳn nhau để khỏi nhầm.
workbook-reserved-name = Tên “{ $name }” dành riêng cho hệ thống. Hãy đặt tên khác.
workbook-audit-name = Dòng có loại “audit” phải mang tên “audit”. Hãy sửa cột “name”, hoặc để trống.
workbook-missing-label = Câu hỏi “{ $name }” chưa có nội dung. Hãy ghi câu hỏi vào cột “label”.
workbook-missing-group-label = Phần “{ $name }” chưa có tiêu đề. Nên ghi tiêu đề vào cột “label”.
workbook-missing-translation = “{ $name }” chưa có bản dịch { $language }. Nên bổ sung; khi thiếu, bot dùng ngôn ngữ mặc định.
workbook-missing-calculation = Dòng “{ $name }” có loại “calculate” nhưng chưa có công thức. Hãy ghi công thức vào cột “calculation”.
workbook-end-without-begin = { $kind ->
    [group] Có dòng kết thúc nhóm (end_group) mà không có dòng mở. Hãy xóa dòng này, hoặc thêm dòng “begin_group” ở trước.
    [repeat] Có dòng kết thúc phần lặp (end_repeat) mà không có dòng mở. Hãy xóa dòng này, hoặc thêm dòng “begin_repeat” ở trước.
   *[other] Có dòng kết thúc “end { $kind }” mà không có dòng mở. Hãy xóa dòng này, hoặc thêm dòng “begin { $kind }” ở trước.
}
workbook-begin-without-end = { $kind ->
    [group] Nhóm “{ $name }” chưa được đóng. Hãy thêm dòng “end_group” sau câu hỏi cuối của nhóm.
    [repeat] Phần lặp “{ $name }” chưa được đóng. Hãy thêm dòng “end_repeat” sau câu hỏi cuối của phần đó.
   *[other] Phần “{ $name }” chưa được đóng. Hãy thêm dòng “end { $kind }” sau câu hỏi cuối của phần đó.
}
workbook-end-mismatch = Dòng này đóng { $kind ->
    [group] một nhóm (group)
    [repeat] một phần lặp (repeat)
   *[other] một phần “{ $kind }”
}, nhưng phần đang mở từ dòng { $open_row } là { $open ->
    [group] nhóm (group)
    [repeat] phần lặp (repeat)
   *[other] “{ $open }”
}. Hãy sửa cho dòng mở và dòng đóng cùng loại.
workbook-nested-too-deep = Các nhóm lồng vào nhau quá nhiều tầng. Hãy bớt số tầng nhóm.
workbook-missing-list = Chỗ này cần một danh sách lựa chọn có trong trang tính “choices”. Hãy ghi tên danh sách sau loại câu hỏi, ví dụ “select_one co_khong”.
workbook-list-not-found = Không tìm thấy danh sách lựa chọn “{ $list }”. Hãy thêm danh sách này vào trang tính “choices” (cột “list_name”), hoặc sửa lại tên cho khớp.
workbook-bad-file-name = “{ $file }” không phải tên tệp danh sách hợp lệ. Hãy ghi tên tệp có đuôi .csv, .xml hoặc .geojson.
workbook-choice-name-with-space = Lựa chọn “{ $name }” của danh sách “{ $list }” có khoảng trắng trong mã, mà câu hỏi này cho chọn nhiều mục. Hãy thay khoảng trắng bằng dấu “_” trong cột “name”.
workbook-or-other-with-filter = Không dùng được “or_other” cùng với điều kiện lọc lựa chọn. Hãy bỏ một trong hai; có thể thêm lựa chọn “Khác” vào danh sách.
workbook-invalid-parameter = Tham số “{ $parameter }” với giá trị “{ $value }” không dùng được cho câu hỏi này. Hãy xóa, hoặc ghi theo dạng tên=giá_trị.
workbook-bad-trigger = Nội dung “{ $value }” không đúng cách viết. Hãy ghi tên câu hỏi dạng ${"{"}ten_cau{"}"}.

# Lựa chọn
workbook-missing-choice-name = Lựa chọn này chưa có mã. Hãy ghi vào cột “name” một mã ngắn không dấu, ví dụ “co”.
workbook-missing-choice-label = Lựa chọn “{ $name }” của danh sách “{ $list }” chưa có nội dung. Nên ghi nội dung vào cột “label”.
workbook-duplicate-choice = Mã “{ $name }” của danh sách “{ $list }” đã dùng ở dòng { $first_row }. Hãy đặt mã khác, hoặc xóa dòng trùng.
workbook-unknown-choice-column = Điều kiện lọc dùng cột “{ $column }”, nhưng danh sách “{ $list }” không có cột này. Nên thêm cột vào trang tính “choices”, hoặc sửa điều kiện.

# Biểu thức và tham chiếu
workbook-bad-expression = Biểu thức “{ $expression }” chưa đúng: { $error ->
    [empty] không có nội dung
    [too_long] quá dài
    [too_deep] lồng quá nhiều dấu ngoặc
    [unexpected_character] có ký tự không dùng được
    [unexpected_end] viết dở, có thể thiếu một vế hoặc dấu ngoặc đóng
    [unexpected_token] có phần đặt sai chỗ
    [unterminated_text] thiếu dấu nháy đóng
    [unknown_reference] nhắc đến câu hỏi không có
    [not_a_nodeset] cần tên một câu hỏi ở chỗ đang ghi giá trị
    [invalid_date] có ngày không hợp lệ
    [invalid_argument] có giá trị không hợp lệ
    [lookup_absent] tra một bảng không gửi kèm
    [too_complex] quá phức tạp
   *[other] không đọc được
}. Ví dụ viết đúng: “{ $example }” hoặc “${"{"}cau_1{"}"} = 'co'”.
workbook-bad-expression-near = Biểu thức “{ $expression }” chưa đúng: { $error ->
    [unexpected_character] ký tự “{ $near }” không dùng được
    [unexpected_token] “{ $near }” đặt sai chỗ, có thể thiếu một vế ở trước
    [invalid_date] ngày “{ $near }” không hợp lệ
    [invalid_argument] giá trị “{ $near }” không hợp lệ
   *[other] không đọc được ở “{ $near }”
}. Ví dụ viết đúng: “{ $example }” hoặc “${"{"}cau_1{"}"} = 'co'”.
workbook-unknown-function = Biểu thức “{ $expression }” dùng hàm “{ $function }” không có. Hãy kiểm tra tên hàm, ví dụ “selected”, “if”, “count”.
workbook-wrong-arity = Hàm “{ $function }” trong biểu thức “{ $expression }” thiếu hoặc thừa giá trị trong ngoặc. Hãy kiểm tra các phần giữa dấu phẩy.
workbook-bad-regex = Bot không hiểu mẫu kiểm tra “{ $pattern }”. Nên viết mẫu đơn giản hơn.
workbook-bad-reference = Cách nhắc tên câu hỏi “{ $reference }” chưa đúng. Hãy viết dạng ${"{"}ten_cau{"}"}, đủ hai dấu ngoặc nhọn và không có khoảng trắng trong tên.
workbook-unknown-reference = Không có câu hỏi nào tên “{ $name }”. Hãy sửa cho đúng tên ở cột “name”.
workbook-ambiguous-reference = Có nhiều câu hỏi cùng tên “{ $name }” nên không rõ nhắc đến câu nào. Hãy đặt tên khác nhau.
workbook-cycle = Các câu phụ thuộc vòng tròn vào nhau: { $cycle }. Hãy sửa điều kiện hoặc công thức của một câu để cắt vòng.

# Cài đặt và cột riêng của bot
workbook-invalid-setting = Cài đặt “{ $setting }” có giá trị “{ $value }” không hợp lệ. { $setting ->
    [namespaces] Hãy ghi như: dgs="https://doangiamsat.vn/xlsform".
    [name] Hãy dùng một tên không dấu, không có khoảng trắng.
   *[other] Hãy sửa lại, hoặc để trống.
}
workbook-undeclared-prefix = Tiền tố “{ $prefix }” của cột này chưa được khai báo. Hãy khai báo trong cột “namespaces” của trang tính “settings”, hoặc xóa cột.
workbook-wrong-namespace = Tiền tố “{ $prefix }” được khai báo với địa chỉ khác. Hãy ghi trong trang tính “settings”, cột “namespaces”: { $prefix }="{ $namespace }".
workbook-unknown-extension-value = Giá trị “{ $value }” không dùng được cho “{ $attribute }”. { $attribute ->
    [kind] Hãy chọn: ratio, score, rank, money, document hoặc yes_no.
    [verify] Hãy ghi yes hoặc no.
    [evidence] Hãy ghi required hoặc optional.
   *[other] Hãy sửa lại, hoặc để trống.
}
workbook-unknown-extension = Bot không có cột “{ $attribute }”. Hãy xóa cột, hoặc sửa thành “kind”, “verify” hay “evidence”.
