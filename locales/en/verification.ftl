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
