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
refused-question-not-askable = Row { $row } of the sheet “survey” is a kind of question that cannot be asked in chat yet (a map, sound, video…). Change its type and send the file again.
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
    [one] { $count } photo or file is
   *[other] { $count } photos and files are
} being fetched
filling-returned = ↩ Returned by { $by }, { $at }: { $reason }
filling-evidence-lacking = 📎 { $count ->
    [one] { $count } answered question still lacks
   *[other] { $count } answered questions still lack
} a photo or file as evidence.
filling-section = <i>{ $section }</i>
filling-question = <b>{ $question }</b>
filling-hint = <i>{ $hint }</i>
filling-note = ℹ️ { $note }
filling-fact = ∑ { $label }: <b>{ $value }</b>
filling-optional = (optional)
filling-verify = 🔍 This will be verified on site.
filling-answer = ✔ Answered: <b>{ $answer }</b> ({ $by })
filling-evidence = 📎 Evidence: { $count ->
    [one] { $count } file
   *[other] { $count } files
}
filling-evidence-wanted = 📎 This question needs evidence: send a photo or a file here.
filling-evidence-now = 📎 Question { $question } needs evidence: send a photo or a file now, or later at that question.
filling-evidence-more = 📎 Question { $question } has { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
} of evidence; photos and files sent now are added to it.
filling-how-text = Type the answer.
filling-how-integer = Type a whole number, e.g. 1250.
filling-how-decimal = Type a number, e.g. 12,5.
filling-how-date = Type a date, e.g. 16/5/2023.
filling-how-ratio = Type two counts, e.g. 118/120. The share is worked out.
filling-how-score = Type the score and its scale, e.g. 84,72/100.
filling-how-score-rank = Type the score and its scale, e.g. 84,72/100; the rank can come with it: 84,72/100, rank 3/9.
filling-how-rank = Type the place and how many were ranked, e.g. 3/9.
filling-how-money = Type an amount in đồng, e.g. 46 tỷ (billion), 350 triệu (million) or 1.200.000.
filling-how-document = Type the document's number and date, e.g. 12/QĐ-UBND 05/01/2022.
filling-document-date = What is the date of <b>{ $number }</b>? Type it, e.g. 05/01/2022.
filling-how-photo = Send one or more photos.
filling-how-choices = Choose one or more, or type their numbers, e.g. 1, 3.
filling-list = Questions (page { $page }/{ $pages }):
filling-sections = Sections (page { $page }/{ $pages }). Tap one for its first open question:
filling-missing = { $count ->
    [one] <b>{ $count }</b> question is open:
   *[other] <b>{ $count }</b> questions are open:
}
choice = { $choice }
choice-chosen = ● { $choice }
question-answered = ✔ { $question }
question-open = ○ { $question }
question-lacking = 📎 { $question }
section-done = ✔ { $section } · { $answered }/{ $questions }
section-open = ○ { $section } · { $answered }/{ $questions }
review-line = { $question } <b>{ $answer }</b>
review-line-evidence = { $question } <b>{ $answer }</b> 📎 { $count }
review-page = Page { $page }/{ $pages }. The button to confirm is on the last page.
file-caption = 📎 Question { $question }: { $name }
answer-text = { $text }
answer-integer = { $value }
answer-decimal = { $value }
answer-date = { $value }
answer-list = { $list }
answer-ratio = { $numerator }/{ $denominator } = { $share }
answer-score = { $score } out of { $out_of }
answer-rank = rank { $rank } of { $of }
answer-money = { $dong } đồng
answer-money-billions = { $digits } ({ $value } billion đồng)
answer-money-millions = { $digits } ({ $value } million đồng)
answer-document = { $number } of { $date }
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
key-clear = ✖ Clear the answer
key-undo = ↩ Undo question { $question }
key-sections = ▤ By section
key-files = 🖼 See photos and files ({ $count })
key-drop-photo = ✖ Remove the last photo
key-drop-evidence = ✖ Remove the last evidence
key-add-row = ➕ Add a row
key-add-row-of = ➕ Add a row: { $section }
key-drop-row = ➖ Remove the empty last row
key-read-all = 👁 Question { $question }
key-return = ↩ Return to be supplemented
key-return-now = ↩ Return to the unit
key-supplement = ✏️ Supplement the answers
key-correct = ✔ Change to { $answer }
key-correct-not = Keep the answer as it is
key-correct-open = ✏️ Open the question
return-reason = ↩ <b>Return the answers to be supplemented.</b> Type why: what has the unit to add or mend?
return-unsigns = ⚠️ The answers are signed: returned, that signature no longer counts.
return-what = ↩ Return the answers to <b>{ $unit }</b>? The unit is told at once and has to supplement and sign again by { $weekday } { $due } (default time limit, can be changed).
correct-title = ✏️ You have just edited the message that answered this question.
correct-to = Change to: <b>{ $answer }</b>
correct-same = The edit does not change the answer.
correct-closed = You have just edited a message that answered a question here, but that answer can no longer be changed: the answers were handed in or signed, or the question is no longer asked.
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
answer-ambiguous = “{ $typed }” could be: { $list }. Please type more of it, or tap a choice.
answer-no-such-choice = There is no choice “{ $typed }”. Please tap one of the choices below, or type its number.
answer-not-score = A score with its scale is needed, as in 84,72/100. Please try again.
answer-scale-wanted = { $score } out of how many? Please type both, e.g. 84,72/100.
answer-score-out-of-range = The score { $score } is not between 0 and { $out_of }. Please check and type it again.
answer-only-score = Only the score is asked here, not the rank. Type the score alone, e.g. 84,72/100.
answer-not-rank = A place out of how many is needed, as in 3/9. Please try again.
answer-total-wanted = Rank { $rank } of how many? Please type both, e.g. 3/9.
answer-rank-out-of-range = The rank { $rank } is not between 1 and { $of }. Please check and type it again.
answer-not-money = An amount of money is needed, e.g. 46 tỷ (billion), 350 triệu (million) or 1.200.000. Please try again.
answer-not-document = A document's number is needed, e.g. 12/QĐ-UBND 05/01/2022. Please try again.
answer-too-many-files = This question has { $limit } files already and takes no more. Remove some and send again.
answer-photo-wanted = This question wants a photo: please send one.
answer-too-large = The file is too large: at most { $megabytes } MB. Please send a smaller photo.
answer-constraint = ⚠️ { $message }
answer-constraint-plain = ⚠️ The answer does not meet the checklist's condition. Please check.
refused-answered-meanwhile = ↻ { $by } has just answered this. Look at that answer; if you still want to change it, answer again.
refused-incomplete = { $missing ->
    [one] { $missing } required question is open.
   *[other] { $missing } required questions are open.
}
refused-evidence-missing = 📎 { $count ->
    [one] { $count } question lacks
   *[other] { $count } questions lack
} the photo or file that is required as evidence. Open “Open questions” to send it.
refused-too-many-rows = There are { $limit } rows already; no more can be added.
refused-row-not-empty = The last row has answers or evidence and cannot be removed. Clear its answers first.
refused-files-pending = { $count ->
    [one] { $count } photo or file is
   *[other] { $count } photos and files are
} still being fetched. Please try again in a few minutes.

notice-submitted = 📨 <b>{ $unit }</b>: { $by } has handed in the answers for the visit at { $at }. They wait for the head's signature.
notice-signed = 🖊 <b>{ $unit }</b>: { $by } has signed the answers for the visit at { $at }.
notice-returned = ↩ <b>{ $unit }</b>: { $by } has returned the answers to be supplemented. Supplement and sign them again by { $weekday } { $due }.
key-look-and-sign = 🖊 Review and sign
