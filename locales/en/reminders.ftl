# Reminders and digests.
reminder-soon = 🔔 <b>Reminder: due soon</b>
reminder-tomorrow = 🔔 <b>Reminder: the visit is tomorrow</b>
reminder-due-tomorrow = 🔔 <b>Reminder: due tomorrow</b>
reminder-today = 🔔 <b>Reminder: due today</b>
reminder-overdue = ⏰ <b>Overdue</b>
reminder-chase = ⏰ <b>3 days overdue: time to chase</b>
reminder-late = ⏰ <b>7 days overdue: for the head of the delegation</b>
reminder-explain = ⏰ <b>15 days overdue: an explanation may be asked for</b>
propose-chaser = ✍️ Words for a chaser. The bot sends nothing out of the unit; whether it goes is for people to decide:
propose-letter = “{ $unit } is asked to answer and sign its checklist for the supervision, due { $due }, and to tell the delegation at once of anything in the way.”
propose-late-list = ✍️ Another chaser is proposed. The unit may come onto the late list; that is published only when it is approved.
propose-explanation = ✍️ The Standing Body may ask the unit for an explanation within 15 days, 30 at most in a complex matter (a default, can be changed).
reminder-unsigned = • { $unit }: handed in, not signed, due { $due }
reminder-unanswered = • { $unit }: not handed in, { $left ->
    [one] { $left } question left
   *[other] { $left } questions left
} ({ $answered }/{ $questions }), due { $due }
key-open-answers = 📋 Checklist of { $unit }
key-need-help = 🆘 Need help: report a difficulty
reminder-more = … and { $count } more; open <b>My work</b> to see them all.
key-reminder-seen = ✅ Seen
key-again-afternoon = ⏰ Again this afternoon
key-again-evening = ⏰ Again this evening
key-again-morning = ⏰ Again tomorrow morning
reminder-of = 🔔 <b>Reminder of { $at }</b>
reminder-seen-at = ✅ Seen at { $at }
reminder-unseen = Not confirmed as seen yet
reminder-again-at = ⏰ You will be reminded again at { $at }, of what is not done by then.
reminder-all-done = ✔ Everything in this reminder is done or not wanted any more.
key-reminded = 🔔 Who was reminded
reminded-title = 🔔 <b>Who was reminded</b>
reminded-of-answers = The answers of { $unit }
reminded-of-milestone = The delegation's own: { $milestone }
reminded-nobody = Nobody has been reminded of this yet.
reminded-no-more = No earlier reminders.
reminded-waiting = • { $name }, { $step }: will be told at { $at }
reminded-left-out = • { $name }, { $step }: not sent, because by then it was done, had another due date, or a higher step spoke
reminded-seen = • { $name }, { $step }: told at { $at }, seen at { $seen }
reminded-unseen = • { $name }, { $step }: told at { $at }, not seen
reminded-put-off = • { $name }, { $step }: told at { $at }, seen, and again at { $again }
step-ahead = { $days } days ahead
step-on-the-day = on the day
step-overdue = { $days } days overdue
nights-on = 🌙 Evening reminders in a campaign: <b>on</b>. During the 60 days and nights the bot may remind you at 20:00 too.
nights-off = 🌙 Evening reminders in a campaign: <b>off</b>. The bot reminds you at 8:00 and 14:00 only.
key-nights-on = 🌙 Evenings of a campaign too
key-nights-off = ☀️ No more evenings
refused-snooze-used = This reminder has been put off once already: it comes again at { $at }. The work stays under My work.
refused-no-slot-soon = There is no reminder within 24 hours, because days off are ahead. The work stays under My work.

visit-reminder-eve = 🔔 <b>A visit is near</b>
visit-reminder-morning = 🔔 <b>A visit is today</b>
visit-not-confirmed = ⚠️ Not confirmed by the unit
visit-reminder-default = <i>Sent at 14:00 on the working day before and at 6:30 on the day (a default, can be changed).</i>
key-troubles = 📵 See what was not delivered
