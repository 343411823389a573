# Checklists: the questions, answering, submitting, signing.
checklists-title = 📋 <b>Checklists</b>
checklists-none = There is no checklist yet.
checklists-how = To add one, send an XLSForm workbook (.xlsx) here.
checklist-line = { $code } v{ $version }: { $title }
checklist-line-draft = { $code } v{ $version }: { $title } (draft)
checklist-title = 📋 <b>{ $title }</b>
checklist-version = Code { $code }, version { $version }
checklist-count = { $count ->
    [one] { $count } question:
   *[other] { $count } questions:
}
checklist-question = { $question }
checklist-published = ✔ Published: it cannot be changed any more.
checklist-draft = A draft. Once published it cannot be changed; a change is a new version.
key-publish = ✔ Publish the checklist
refused-question-not-askable = Row { $row } of the sheet “survey” is a kind of question that cannot be asked in chat yet (a repeat, a map, sound…). Change its type and send the file again.
workbook-refused = ⚠️ <b>{ $name } cannot be used yet</b>: { $count ->
    [one] { $count } place to mend.
   *[other] { $count } places to mend.
}
workbook-mend = Mend the workbook and send it again.
workbook-not-fetched = ⚠️ { $name } could not be fetched. Please send it again.
problem-cell = • Sheet “{ $sheet }”, row { $row }, column { $column }: { $what }
problem-row = • Sheet “{ $sheet }”, row { $row }: { $what }
problem-sheet = • Sheet “{ $sheet }”: { $what }
problem-file = • { $what }
notice-file-failed = ⚠️ The file “{ $name }” could not be fetched from Telegram after several tries. Please send it again.

filling-title = 📋 <b>{ $title }</b> · { $unit }
filling-progress = { $bar } { $answered }/{ $questions }
filling-state = State: { $state }
filling-due = Due: { $weekday } { $due }
filling-signed = 🖊 Signed by { $name }, { $at }
filling-files-pending = ⏳ { $count ->
    [one] { $count } photo is
   *[other] { $count } photos are
} being fetched
filling-section = <i>{ $section }</i>
filling-question = <b>{ $question }</b>
filling-hint = <i>{ $hint }</i>
filling-optional = (optional)
filling-verify = 🔍 This will be verified on site.
filling-answer = ✔ Answered: <b>{ $answer }</b> ({ $by })
filling-how-text = Type the answer.
filling-how-integer = Type a whole number, e.g. 1250.
filling-how-decimal = Type a number, e.g. 12,5.
filling-how-date = Type a date, e.g. 16/5/2023.
filling-how-ratio = Type two counts, e.g. 118/120. The share is worked out.
filling-how-photo = Send one or more photos.
filling-how-choices = Choose one or more.
filling-list = Questions (page { $page }/{ $pages }):
filling-missing = { $count ->
    [one] <b>{ $count }</b> question is open:
   *[other] <b>{ $count }</b> questions are open:
}
choice = { $choice }
choice-chosen = ● { $choice }
question-answered = ✔ { $question }
question-open = ○ { $question }
review-line = { $question } <b>{ $answer }</b>
review-more = … and { $count } more: see “All questions”.
answer-text = { $text }
answer-integer = { $value }
answer-decimal = { $value }
answer-date = { $value }
answer-list = { $list }
answer-ratio = { $numerator }/{ $denominator } = { $share }
answer-photos = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
answer-none = (empty)

submission-open = being answered
submission-submitted = handed in, to be signed by the head
submission-signed-off = signed by the head
submission-verified = verified
submission-final = final
submission-returned = returned

key-start = ▶ Start
key-resume = ▶ Continue
key-missing = ○ Open questions
key-submit = 📨 Hand in to the head
key-sign = 🖊 Review and sign
key-all-questions = ☰ All questions
key-reopen = ✏️ Take back to change
key-previous = ◀ Previous
key-next = Next ▶
key-skip = Later ▶
key-overview = ☰ Overview
key-chosen = ✔ Done choosing
key-photos-done = ✔ That is all
key-clear = ↩ Clear the answer
submit-what = 📨 Hand these answers to the head for signature? The head is told at once.
key-submit-now = 📨 Hand in to the head
sign-what = 🖊 <b>Sign the answers below?</b> This is a record in the delegation's system, not a digital signature in law. After signing nothing can be changed; the delegation is told.
key-sign-now = 🖊 Sign

answer-not-integer = A whole number is needed, e.g. 1250. Please try again.
answer-not-decimal = A number is needed, e.g. 12,5. Please try again.
answer-not-date = A date is needed, e.g. 16/5/2023. Please try again.
answer-not-ratio = Two counts are needed, as in 118/120. Please try again.
answer-percent-only = Both counts are needed, not only the share: how many out of how many? E.g. 118/120.
answer-percent-disagrees = The share you typed does not match the counts. Type the two counts only, e.g. 118/120.
answer-nothing-to-count = Out of 0 there is no share. If there were none, tap “Later” and say so at the visit.
answer-more-than-all = { $numerator } is more than { $denominator }. Please check and type part/whole.
answer-pick-one = Please tap one of the choices below.
answer-photo-wanted = This question wants a photo: please send one.
answer-too-large = The file is too large: at most { $megabytes } MB. Please send a smaller photo.
answer-constraint = ⚠️ { $message }
answer-constraint-plain = ⚠️ The answer does not meet the checklist's condition. Please check.
refused-answered-meanwhile = ↻ { $by } has just answered this. Look at that answer; if you still want to change it, answer again.
refused-incomplete = { $missing ->
    [one] { $missing } required question is open.
   *[other] { $missing } required questions are open.
}
refused-files-pending = { $count ->
    [one] { $count } photo is
   *[other] { $count } photos are
} still being fetched. Please try again in a few minutes.

notice-submitted = 📨 <b>{ $unit }</b>: { $by } has handed in the answers for the visit at { $at }. They wait for the head's signature.
notice-signed = 🖊 <b>{ $unit }</b>: { $by } has signed the answers for the visit at { $at }.
key-look-and-sign = 🖊 Review and sign
