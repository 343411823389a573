# Digests: what they tell, when they come, the campaign's picture.
digest-title = 🌅 <b>Morning digest</b>, { $weekday } { $day }
digest-title-evening = 🌇 <b>End-of-day digest</b>, { $weekday } { $day }
digest-title-campaign = 🏁 <b>Campaign: day { $n } of { $of }</b>, { $weekday } { $day }
digest-title-weekly = 🗓 <b>Weekly digest</b>, { $from } to { $to }
digest-late = <i>Sent late: the bot was down when it was due ({ $at }).</i>
digest-ordered = <i>Sent because you asked; the schedule stays as it is.</i>
digest-no-campaign = 🏁 No campaign is running now, so there are no figures.
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
digest-and-more = … and { $count } more

digest-done = ✅ <b>Done today</b>
digest-slipped = ⏰ <b>Slipped today</b>
digest-unanswered = ⏳ <b>Nobody has answered</b>
digest-nothing-today = Nothing was recorded today as done, slipped or waiting for an answer.
digest-held = • Session held at { $unit }
digest-minutes-signed = • Minutes of { $unit } signed by all
digest-answers-signed = • { $unit } signed its answers
digest-removed = • Removed for { $unit }: { $body }
digest-paper = • { $paper }
digest-not-held = • { $at } { $unit }: the session was not opened
digest-invitation = • { $unit }, { $at }: { $units ->
    [one] { $units } unit has
   *[other] { $units } units have
} not answered the invitation
digest-another-time = • { $unit }: asks for another time, no answer yet

digest-week-visits = 📍 Sessions held: <b>{ $count }</b>
digest-week-minutes = ✍️ Minutes signed by all: <b>{ $count }</b>
digest-week-answers = 📋 Answers signed: <b>{ $signed }</b>; overdue now: <b>{ $late }</b>
digest-week-difficulties = ⚠️ New difficulties: <b>{ $new }</b>; removed: <b>{ $removed }</b>; still open: <b>{ $open }</b>
digest-week-recommendations = 📌 Recommendations verified as done: <b>{ $verified }</b>; overdue now: <b>{ $late }</b>
digest-week-campaign = <b>Campaign</b>

digest-progress-title = <b>{ $title }</b>
digest-progress-day = Day { $n } of { $of }, ends { $last }
digest-progress-parts = { $done } of { $all } work parts done ({ $share }); { $planned } planned by today
digest-progress-units = Red units (with an overdue sub-task): { $red } of { $units }; overdue sub-tasks: { $late }
digest-red = 🔴 <b>Red units</b>
digest-red-unit = • { $unit }: { $late ->
    [one] { $late } sub-task
   *[other] { $late } sub-tasks
} overdue, { $done } of { $planned } work parts done
digest-no-red = ✔ No unit has an overdue sub-task.

key-digests = 📰 Digests
key-digest-settings = ⚙️ When digests come
key-digest-difficulty = ⚠️ { $unit }: { $body }
key-digest-paper = 📄 { $paper }
key-digest-minutes = ✍️ Minutes of { $unit }
key-digest-morning = 🌅 Morning digest
key-digest-evening = 🌇 End-of-day digest
key-digest-campaign = 🏁 Campaign digest
key-digest-weekly = 🗓 Weekly digest
key-digest-now = 📨 Send it now
key-digest-workbook = 📊 Get the workbook
key-digest-timing = ⏰ Change the schedule
key-digest-pause = ⏸ Pause
key-digest-resume = ▶️ Resume
key-digest-on = 🔔 Switch on
key-digest-off = 🔕 Switch off
key-digest-working = Working days
key-digest-daily = Every day
key-digest-last-working = Last working day of the month
key-digest-weekday = { $day }
key-digest-hour = { $time }
key-digest-save = ✔ Use this schedule
key-digest-until = Until { $weekday } { $day }
key-digest-until-resumed = Until I resume it

digest-morning = Morning digest
digest-evening = End-of-day digest
digest-campaign = Campaign digest
digest-weekly = Weekly digest
digest-morning-tells = Today's visits, unsigned answers, new difficulties.
digest-evening-tells = What was done today, what slipped, what nobody has answered.
digest-campaign-tells = The day, the share of work parts done, red units; with a chart and a workbook. Sent only while a campaign is running.
digest-weekly-tells = Seven days in numbers: sessions, minutes, answers, difficulties; with a workbook while a campaign is running.

digests-title = 📰 <b>Your digests</b>
digests-how = Pick a digest to switch it on or off, change its schedule or get it now.
digests-line = <b>{ $digest }</b>
digests-next = Next: { $at }
digests-one = 📰 <b>{ $digest }</b>
digests-on = 🔔 On: { $timing }
digests-paused = ⏸ Paused until you resume it
digests-paused-until = ⏸ Paused; comes again from { $weekday } { $day }
digests-off = 🔕 Off
digests-when = Schedule: { $timing }
digests-was = Before: { $timing }
digests-default = <i>Default time, can be changed.</i>
digests-rests = <i>Not sent on days off; what is new then is told on the next working day.</i>
digests-firings = <b>The next three (Vietnamese time)</b>
digests-firing = • { $at }
digests-coming = 📨 Asked for. The digest will be here in a moment; the schedule stays as it is.
digests-workbook-coming = 📊 Asked for. The workbook will be here in a moment.
digests-timing = ⏰ <b>Change the schedule: { $digest }</b>
digests-timing-how = Pick the days, or type a schedule, for example “monday to friday 7:30”, “fridays at 16:00”, “last working day 16:00”, or a cron line of five fields such as “30 7 * * 1-5”.
digests-hours = ⏰ <b>{ $digest }</b>: { $days }
digests-hours-how = Pick the time, or type it, for example “7:45”.
digests-review = ⏰ <b>New schedule: { $digest }</b>
digests-pause = ⏸ <b>Pause: { $digest }</b>
digests-pause-how = From which day should it come again? Pick one or type a date, for example “15/5”.

timing = { $time } { $days }
timing-line = by the cron line <code>{ $line }</code>
days-every = every day
days-working = on working days
days-last-working = on the last working day of the month
days-of-month = on day { $days } of the month
days-from = from { $from } to { $to }
days-weekly = every { $days }

timing-not-understood = This schedule is not understood (at most { $limit } characters). Type a time and days, for example “monday to friday 7:30” or “fridays at 16:00”, or use the buttons below.
timing-field-count = A cron line needs exactly five fields: minute, hour, day, month, weekday; this one has { $found }. For example “30 7 * * 1-5” is 07:30 from Monday to Friday.
timing-both-days = A cron line may restrict the day of the month or the weekday, not both. Leave “*” in one of the two fields.
timing-weekday = There is no weekday “{ $field }” in a cron line. Use 0 to 7 (0 and 7 are Sunday, 1 is Monday) or sun, mon, tue, wed, thu, fri, sat.
timing-field = The field “{ $field }” of the cron line is not understood. Minutes are 0 to 59, hours 0 to 23, days 1 to 31, months 1 to 12. For the end of the month, type “last working day”.
timing-never = This schedule never comes, like 30 February. Choose a day that exists.
timing-days-off = This schedule falls on days off only, when this digest rests. Choose working days.
timing-too-often = This schedule comes more often than once an hour. Choose a sparser one.

# The campaign's picture: plain letters, no symbols.
chart-subtitle = Day { $n } of { $of } ({ $today }): { $done } of { $all } work parts done, { $share }
chart-done = Done
chart-planned = Planned
chart-today = Today: day { $n }
chart-days = Day
chart-number = { $number }
chart-units = By unit: work parts done / planned
chart-no-units = No unit has been given a sub-task yet.
chart-unit = { $done }/{ $planned }
chart-late = { $late } overdue
chart-more = … and { $count } more, see the workbook
chart-note = Red: the unit has an overdue sub-task. Work parts are cumulated by day.
chart-caption = 📈 { $title }: day { $n } of { $of }

book-sheet-overview = Overview
book-sheet-units = Units
book-sheet-subtasks = Sub-tasks
book-sheet-difficulties = Difficulties
book-sheet-title = Campaign progress
book-column-unit = Unit
book-column-subtasks = Sub-tasks
book-column-planned = Work parts planned
book-column-done = Work parts done
book-column-share = Share
book-column-overdue = Overdue sub-tasks
book-column-task = Task
book-column-task-line = { $code }. { $title }
book-column-code = Code
book-column-subtask = Sub-task
book-column-lead = Lead unit
book-column-criterion = Criterion
book-column-due = Due
book-column-state = State
book-column-days-late = Days late
book-column-difficulty = Difficulty
book-column-category = Category
book-column-reported = Reported
book-row-campaign = Campaign
book-row-owner = Owner
book-row-from = First day
book-row-to = Last day
book-row-today = Figures as of
book-row-day = Day
book-row-length = Days in all
book-row-planned = Work parts planned
book-row-planned-today = Work parts planned by this day
book-row-done = Work parts done
book-row-share = Share done
book-row-units = Lead units
book-row-red = Red units (with an overdue sub-task)
book-row-subtasks = Sub-tasks
book-row-verified = Sub-tasks verified as done
book-row-overdue = Sub-tasks overdue
book-row-difficulties = Difficulties still open
workbook-caption = 📊 { $title }: workbook as of { $today }
digest-late-subtasks = ⏰ <b>Overdue sub-tasks</b>
digest-late-subtask = • { $code } { $title } ({ $unit }): { $days ->
    [one] { $days } day
   *[other] { $days } days
} late
digest-week-subtasks = ✅ Sub-tasks verified as done this week: <b>{ $count }</b>
key-digest-subtask = ⏰ { $code } · { $unit }
key-digest-late-subtasks = ⏰ All overdue sub-tasks
key-digest-open-campaign = 🏁 Open the campaign
