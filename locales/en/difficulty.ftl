# Difficulties.
reporting-unit = ⚠️ <b>Report a difficulty</b> of which unit?
reporting-unit-of = ⚠️ “{ $body }”: a difficulty of which unit?
reporting-body = ⚠️ <b>Report a difficulty</b> of { $unit }. Describe it in one message.
reporting-category = ⚠️ What kind is this difficulty of <b>{ $unit }</b>?
reporting-quote = “{ $body }”
key-report-as = ✔ Report: { $category } (suggested)
difficulties-title = 📚 <b>Difficulties</b>, newest first
difficulties-none = No difficulty has been reported yet.
difficulty-title = ⚠️ <b>A difficulty of { $unit }</b>
difficulty-category = Kind: { $category }
difficulty-by = Reported by { $name }, { $at }
notice-difficulty = ⚠️ <b>New difficulty of { $unit }</b> (reported by { $by }):
key-open-difficulty = ⚠️ Open it

category-nhan-thuc = Awareness
category-nhan-luc = Staff
category-kinh-phi = Budget
category-ha-tang = Infrastructure
category-du-lieu-ket-noi = Data, connections
category-phan-mem = Software
category-the-che-huong-dan = Rules, guidance
category-phoi-hop = Coordination
category-ky-luat-trach-nhiem = Discipline, responsibility
category-quy-trinh-tthc = Administrative procedures
category-che-do-chinh-sach = Allowances, policy
category-nguoi-dan-tham-gia = Citizens' participation
