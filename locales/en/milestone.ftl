# The milestones of a delegation: what has to be done by which day, and why that day.
milestones-title = 🗓 <b>Milestones</b>: { $title }
milestones-window = Window of the supervision: { $from } to { $to }
milestones-no-window = The window of the supervision (from, to) is not fixed, so there are no milestones yet.
milestone-line = ○ { $due }: { $milestone }
milestone-line-late = ⏰ { $due }: { $milestone } (overdue)
milestone-line-done = ✔ { $due }: { $milestone } (done)
milestone-default = <i>Calendar days, days off included; a default, can be changed.</i>
milestone-local = <i>As in one province's own rules, calendar days; a default, can be changed.</i>
milestone-title = 🗓 <b>Milestone: { $milestone }</b>
milestone-source = Source: { $source }
source-law-2015 = Law on Supervision 87/2015/QH13, articles { $articles } (to be checked)
source-law-2025 = Law 121/2025/QH15 and its resolutions (to be checked)
source-plan = a day fixed by the delegation's plan, as is the custom
source-local = the rules of the People's Council of Lào Cai, taken as a pattern
milestone-open = State: not done
milestone-done = ✔ Done: noted by { $by } at { $at }
milestone-due = Due, { $milestone }: <b>{ $due }</b> ({ $how })
milestone-due-chosen = Due, { $milestone }: <b>{ $due }</b> (the day was changed)
milestone-reminder = • { $due } · { $title }
milestone-days = { $days } { $days ->
    [one] day
   *[other] days
}
milestone-working-days = { $days } working { $days ->
    [one] day
   *[other] days
}
milestone-before = { $days } before { $anchor }
milestone-after = { $days } after { $anchor }
milestone-before-rolled = { $days } before { $anchor } is { $planned }, { $off }, so it moves back to { $due }
milestone-after-rolled = { $days } after { $anchor } is { $planned }, { $off }, so it moves on to { $due }
off-weekend = a weekend day
off-holiday = a public holiday ({ $name })

milestone-outline = send the outline
milestone-unit-reports = the units' reports are in
milestone-programme = announce programme and composition
milestone-assessments = the members' assessments are in
milestone-draft-report = draft of the report
milestone-report = send the report of the supervision
milestone-of-group = { $milestone } (group { $number })
key-milestones = 🗓 Milestones
key-milestone = { $due }: { $milestone }
key-done-outline = ✔ The outline is sent
key-done-unit-reports = ✔ All reports are in
key-done-programme = ✔ The programme is announced
key-done-assessments = ✔ All assessments are in
key-done-draft-report = ✔ The draft is done
key-done-report = ✔ The report is sent
key-milestone-undo = ↩ Not done, remind again
key-milestone-move = 📅 Another day
milestone-move = 📅 <b>Another day to { $milestone }</b>: which?
milestone-move-how = Type a day, e.g. “mai”, “28/4/2023”.
milestone-reason = 📅 { $milestone }, now due { $weekday } { $due }: type the reason.
milestone-review = 📅 <b>Another day to { $milestone }</b>: check
milestone-to = Moves to <b>{ $weekday } { $due }</b>. Reminders are reckoned anew; the office and the secretaries are told.
milestone-to-off = ⚠️ That day is { $off }.
key-milestone-move-now = ✔ Change the day
notice-milestone-moved = 📅 { $by } moved <b>{ $milestone }</b> to { $weekday } { $due }.
item-milestone = 🗓 By { $due }: { $milestone }
