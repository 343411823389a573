# Reminders and digests.
reminder-soon = 🔔 <b>Reminder: answers are due soon</b>
reminder-tomorrow = 🔔 <b>Reminder: the visit is tomorrow</b>
reminder-today = 🔔 <b>Reminder: due today</b>
reminder-overdue = ⏰ <b>Overdue</b>
reminder-unsigned = • { $unit }: handed in, not signed, due { $due }
reminder-unanswered = • { $unit }: not handed in, { $left ->
    [one] { $left } question left
   *[other] { $left } questions left
} ({ $answered }/{ $questions }), due { $due }
key-open-answers = 📋 { $unit }

digest-title = 🌅 <b>Morning digest</b>, { $weekday } { $day }
digest-late = <i>Sent late: the bot was down at the time.</i>
digest-visits = <b>Visits today</b>
digest-visit = • { $at } { $unit } (not confirmed)
digest-visit-confirmed = • { $at } { $unit }
digest-overdue = ⏰ <b>Overdue</b>
digest-unsigned = <b>Not signed, due within 7 days</b>
digest-difficulties = <b>New difficulties since the last digest</b>
digest-difficulty = • { $unit }: { $body }
digest-nothing = ✔ No visit, late answer or new difficulty today.
digest-claims = 👤 { $count ->
    [one] { $count } person has
   *[other] { $count } people have
} opened an invitation link and wait to be confirmed.
digest-undelivered = 📵 { $count ->
    [one] { $count } message or person
   *[other] { $count } messages or people
} could not be reached.
key-troubles = 📵 See what was not delivered
