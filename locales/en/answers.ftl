# Verification on site: the result of each answer, disputes, the final word.
verifying-title = 🔍 <b>Verification on site</b> · { $unit }
verifying-progress = { $bar } { $done }/{ $marked } marked answers
verifying-tally = ✔ Matched: { $matched } · ✎ Adjusted: { $adjusted } · ❔ Not verifiable: { $not_verifiable }
verifying-disputed = ⚖ Disputed by the unit: { $count }
verifying-list = Answers (page { $page }/{ $pages }), those to be verified first:
verifying-reported = The unit reported: <b>{ $answer }</b>
verifying-unmarked = This one need not be verified.

verified-matched = ✔ <b>Matched</b> ({ $by }, { $at })
verified-not-verifiable = ❔ <b>Not verifiable</b> ({ $by }, { $at })
verified-adjusted = ✎ Found on site: <b>{ $found }</b> ({ $by }, { $at })
verified-method = Method: { $method }
verified-note = Note: { $note }
verified-photos = 📷 { $count ->
    [one] { $count } photo attached
   *[other] { $count } photos attached
}
verified-dispute = ⚖ The unit disputes this ({ $by }): { $reason }
verified-dispute-settled = The delegation has answered.
verified-reply = The delegation: { $note }
variance-points-up = Difference: { $from } → { $to }, +{ $by } points
variance-points-down = Difference: { $from } → { $to }, −{ $by } points
variance-points-none = The share is the same: { $from } → { $to }
variance-up = Difference: +{ $by }
variance-down = Difference: −{ $by }
method-document = Documents
method-observation = Observation
method-sample = Sample check
method-interview = Interview

# Answering: questions, evidence, submitting, signing.
question-to-verify = 🔍 { $question }
question-matched = ✔ { $question }
question-adjusted = ✎ { $question }
question-not-verifiable = ❔ { $question }
question-disputed = ⚖ { $question }

results-adjusted = <b>Adjusted answers</b> (reported → found):
results-line = ✎ { $question } { $reported } → <b>{ $found }</b>
results-more = … and { $count } more: see “Answers”.
results-not-final = Not final yet: the head of the unit may dispute an adjustment until the delegation makes it final.

key-verify = 🔍 Verify on site
key-verify-of = 🔍 Verify on site: { $unit }
key-results = 🔍 Results of the verification
key-verify-next = ▶ Verify the next answer
key-verify-list = ☰ Answers
key-verify-overview = 🔍 Overview of the verification
key-verify-finish = 🏁 Finish the verification
key-back-to-visit = 📅 Back to the visit
key-pass-over = Pass over ▶
key-matched = ✔ Matches
key-adjust = ✎ Adjust
key-not-verifiable = ❔ Cannot be verified
key-open-result = 🔍 See the result

adjust-value = ✎ What is the actual value?
adjust-found = Found on site: <b>{ $found }</b>
adjust-method = How was it verified? Choose one below.
adjust-note = ✍️ Type a note: why it is adjusted, on what grounds (required).
adjust-photos = 📷 You can send photos along, right here.
adjust-review = <b>Check it</b>, then save. The unit's head and focal officer are told; what the unit reported stays beside it.
adjust-overtaken = ↻ While you were at it, somebody else gave this answer another result (above). Do you want yours in its place?
not-verifiable-note = ✍️ Type why it cannot be verified (required).
key-adjust-save = ✔ Save the result
key-adjust-anyway = ✎ Put mine in its place
key-edit-value = ✎ Value
key-edit-method = ✎ Method
key-edit-note = ✎ Note
key-draft-out = ✖ Drop this adjustment
note-finding-photo-kept = ✔ The photo is here.
note-verify-first = Tap “Matches”, “Adjust” or “Cannot be verified” first; photos and notes come after that.

key-dispute = ⚖ Dispute this
key-open-dispute = ⚖ See and answer
key-dispute-keep = ✎ Keep the result
key-dispute-change = ✎ Change the value
key-dispute-accept = ✔ Accept the unit's value
key-dispute-accept-now = ✔ Take the unit's own value
dispute-how = ⚖ Type why this result is not right. The delegation is told and will answer.
dispute-keep-note = ✍️ Type why the result stands (required). The unit is told.
dispute-accept-what = ✔ Take the unit's own value as the result? It is recorded as “matched”, and the unit is told.

finish-missing = Not yet. Marked answers without a result: <b>{ $count }</b>
finish-what = 🏁 <b>Finish the verification of this unit?</b> After that no result can be added; only disputes are answered. The unit is told:
key-finish-now = 🏁 Finish and tell the unit
key-finalise = 🔒 Make it final
finalise-what = 🔒 <b>Make this unit's answers final?</b> After that nobody can change them; both sides are told.
key-finalise-now = 🔒 Final: no more changes

item-verify = 🔍 Verify on site: { $unit } { $done }/{ $marked }
item-disputes = ⚖ Disputed results: { $unit } ({ $count })
item-results = 🔍 Results of the verification: { $unit }
item-finalise = 🔒 Make final: { $unit }

refused-own-unit = ⛔ You hold a role in this very unit, so you cannot verify it. Please leave it to another member of the group.
refused-not-in-session = Answers are verified during the visit or while the minutes are written. Please look at the state of the visit.
refused-verification-begun = The delegation has begun to verify these answers, so they cannot be sent back any more. Where an answer is wrong, tap “Adjust” while verifying it.
refused-verified-meanwhile = ↻ { $by } has just given this a result. Look at it; if you still want to change it, tap again.
refused-nothing-adjusted = This is what the unit reported, or the result that stands already. If so, go back and tap “Matches”, “Keep” or “Accept”; if not, type another value.
refused-note-wanted = A note is needed. Type it, then save again.
refused-unverified = Not yet. Marked answers without a result: { $count } ({ $list }). Please verify them first.
refused-disputes-open = Not yet. Disputes of the unit without an answer: { $count }. Please open and answer them first.

notice-adjusted = ✎ <b>{ $unit }</b>: { $by } has adjusted an answer during the verification on site.
notice-withdrawn-matched = 🔍 <b>{ $unit }</b>: { $by } has withdrawn an adjustment: it now counts as matched.
notice-withdrawn-not-verifiable = 🔍 <b>{ $unit }</b>: { $by } has withdrawn an adjustment: it now counts as not verifiable.
notice-verified = 🏁 <b>{ $unit }</b>: { $by } has finished the verification on site.
notice-disputed = ⚖ <b>{ $unit }</b>: { $by } disputes an adjusted answer.
notice-dispute-kept = ⚖ <b>{ $unit }</b>: { $by } has answered the dispute and keeps the result.
notice-dispute-accepted = ⚖ <b>{ $unit }</b>: { $by } has accepted what the unit reported.
notice-final = 🔒 <b>{ $unit }</b>: { $by } has made the answers final. Nothing changes any more.
refused-question-not-askable = Row { $row } of the sheet “survey” is a kind of question that cannot be asked in chat yet (a map, sound, video…). Change its type and send the file again.
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
choice-chosen = ● { $choice }
question-answered = ✔ { $question }
question-open = ○ { $question }
question-lacking = 📎 { $question }
section-done = ✔ { $section } · { $answered }/{ $questions }
section-open = ○ { $section } · { $answered }/{ $questions }
review-line = { $question } <b>{ $answer }</b>
review-line-evidence = { $question } <b>{ $answer }</b> 📎 { $count }
review-page = Page { $page }/{ $pages }. The button to confirm is on the last page.
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
