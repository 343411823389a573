# The frame: keys, dates, short notes. <b> and <i> belong in bodies only, never in key labels.
key-home = 🏠 My work
key-my-work = 🏠 My work
key-back = ◀ Back
key-more = More ▶
key-earlier = ◀ Previous page

weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
moment = { $time } on { $weekday } { $date }

length-minutes = { $minutes } min
length-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
length-both = { $hours } h { $minutes } min

note-stale = ↻ That screen is out of date. This is the current one.
note-forged = ⚠️ This button was not made by the bot and cannot be used.
note-not-yours = ⚠️ That button is for somebody else. Here is your work.
note-cannot-read = The bot cannot read this kind of message yet. Please type, send a photo or tap a button.
note-nothing-to-type = This screen does not wait for text. Tap a button, or type “difficulty: …” to report a difficulty.
note-too-long = That is too long: at most { $limit } characters. Please shorten it.
note-file-not-wanted = This screen takes no file or photo. Yours was not kept; open the right question and send it again.
note-photo-only = This question wants a photo; the file you sent is not one and was not kept. Please send a photo.
note-contact-not-wanted = The bot does not need a phone number here.
note-contact-not-own = Please share your own phone number with the button below.
note-saved = ✔ Saved: { $answer }
note-saved-both = ✔ Saved the score: { $answer }, and at the next question: { $rank }
note-rank-kept = ✔ Saved: { $answer }. The rank has another answer already, which was left as it is; open that question to change it.
note-evidence-kept = 📎 Received evidence for question { $question } ({ $count ->
    [one] { $count } file
   *[other] { $count } files
}).
note-photo-kept = ✔ Photo received. Send more, or tap “That is all”.
note-edited = You edited an old message. The saved answer stays as it was; to change it, open the question and answer again.
note-workbook-coming = File received, reading it…
note-failed = ⚠️ Something went wrong with your message; it is kept. Please try again in a few minutes. If it fails again, tell the office this code: <b>{ $reference }</b>.

refused-not-allowed = ⛔ You are not allowed to do this. If you need it, ask the council office.
refused-gone = This cannot be found. It may be gone, or outside your scope.
refused-changed = ↻ Somebody has just changed this. Look at the new screen and tap again.
refused-already-done = ✔ This has already been done.
refused-wrong-state = This cannot be done in the current state. The screen has been refreshed.
refused-reason-wanted = Please type a reason.

moment-not-understood = I did not understand the date. Examples: “mai 8h”, “16/5 8h30”, “2/4/2024 8:00”.
moment-no-such-date = There is no { $day }/{ $month }/{ $year }. Please check.
moment-bad-time = There is no { $hour }:{ $minute }. Please check.
moment-weekday = { $day } is a { $weekday }, which is not the weekday you typed. Please check.
moment-day-missing = A certain day is needed, from { $from } to { $to }.
moment-reading = { $weekday } { $day }
moment-ambiguous = This can be read in several ways: { $list }. Please type the date in full.

language-title = 🌐 Chọn ngôn ngữ · Choose a language
language-vi = Tiếng Việt
language-en = English

# Lists longer than a page
list-search = Type a few words to search this list (diacritics are not needed).
list-found = Found for “{ $search }”:
list-not-found = Nothing here has “{ $search }”. Try other words.
list-page = Page { $page } of { $pages }, { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
key-whole-list = 📚 Show the whole list
