# Delegations: founding, working groups, people, units, checklists.
delegations-title = 🏛 <b>Delegations</b>
delegations-none = There is no delegation yet.
delegations-line = { $title } ({ $state })
delegation-title = 🏛 <b>{ $title }</b>
delegation-basis = Legal basis: no. { $number }, { $date }
delegation-basis-of = Legal basis: no. { $number }, { $date }, by { $body }
delegation-period = Period covered: { $years }
delegation-window = Field work: { $from } to { $to }
delegation-quota = Units planned: { $quota }
delegation-units = Units assigned: { $count }
delegation-units-of = Units assigned: { $count }/{ $quota }
delegation-groups = Working groups: { $count }
delegation-state = State: { $state }
delegation-missing = <b>Still missing from the plan:</b>
delegation-draft = in preparation
delegation-planned = planned
delegation-in-progress = in progress
delegation-reported = reported
delegation-following-up = following up
delegation-closed = closed
delegation-cancelled = cancelled
missing-window = • the days of field work (from – to)
missing-leader = • a head of delegation
missing-group-leader = • a leader of group { $number }
missing-secretary = • a secretary
missing-units = • units to supervise (at least one)
missing-checklist = • a checklist for this kind of unit: { $kind }
key-mend-window = + Days of field work
key-mend-units = + Units to supervise
key-mend-checklist = + Checklist for { $kind }
key-plan = ✔ Complete the plan
key-schedule = 📅 Schedule a visit (group { $number })
key-open-delegation = 🏛 Open the delegation
key-part-people = 👥 People ({ $count })
key-part-groups = 🧩 Groups ({ $count })
key-part-units = 🏢 Units ({ $count })
key-part-checklists = 📋 Checklists
key-part-visits = 📅 Visits ({ $count })
key-part-invitees = 🤝 Guests ({ $count })

founding-title = 🏛 <b>Found a delegation</b> (1/8). What is its topic?
founding-basis = (2/8) The legal basis: type number and date, e.g. 135/NQ-HĐND ngày 08/12/2023
founding-basis-date = (2/8) On which day was { $number } issued? E.g. 8/12/2023
founding-body = (3/8) Which body decided? Pick or type, e.g. Thường trực HĐND tỉnh.
founding-period = (4/8) Which years are covered? E.g. 2021–2023
founding-window = (5/8) From which day to which day is the field work? E.g. 15/5 - 30/5/2023
founding-quota = (6/8) How many units are to be supervised? Type a number.
founding-groups = (7/8) Into how many working groups? Pick or type, 1 to 9.
founding-review = (8/8) <b>Check</b>, then found the delegation:
key-found-now = ✔ Found the delegation
key-council = { $council }
key-number = { $number }
key-not-yet = Later ▶
note-basis-not-understood = I see no document number. A delegation needs a legal basis with number and date, e.g. 135/NQ-HĐND ngày 08/12/2023.
note-period-not-understood = I did not understand the years. E.g. 2021–2023, or a single one: 2022.
note-window-not-understood = I did not understand the days. E.g. 15/5 - 30/5/2023, or: từ 15/5/2023 đến 30/5/2023.
refused-basis-missing = ⛔ This cannot wait: without number and date of the resolution or decision the delegation has no legal basis, and no unit is bound to receive it. Type number and date, e.g. 135/NQ-HĐND ngày 08/12/2023.
refused-reversed = The end is before the beginning. Type them in order, from – to.
refused-out-of-range = Type a number from { $from } to { $to }.
refused-duplicate-delegation = There already is a delegation with this topic and basis. Open it in the list.
refused-not-ready = The plan is not complete, it lacks: { $missing }
refused-not-planned = The delegation's plan is not complete, so nothing can be scheduled. Open it and tap “Complete the plan”.

edit-delegation = ✏️ <b>Edit the delegation</b>: what is to change?
edit-delegation-told = The plan is complete: everybody in the delegation is told of a change.
key-edit-delegation = ✏️ Edit
key-field-title = Topic
key-field-basis = Legal basis
key-field-body = Deciding body
key-field-period = Years covered
key-field-window = Field work
key-field-quota = Units planned
key-clear-field = Leave it empty
edit-title = ✏️ Type the new topic.
edit-basis = ✏️ Type number and date of the legal basis, e.g. 135/NQ-HĐND ngày 08/12/2023
edit-body = ✏️ Type the name of the body that decided.
edit-period = ✏️ Type the years covered, e.g. 2021–2023
edit-window = ✏️ Type the days of field work, e.g. 15/5 - 30/5/2023
edit-quota = ✏️ Type how many units are to be supervised.
cancel-delegation = ✖ <b>Cancel the delegation</b>: type the reason.
cancel-delegation-review = ✖ <b>Cancel this delegation?</b> Nothing can be scheduled any more; everybody in it and the office will be told.
key-cancel-delegation = ✖ Cancel the delegation
key-cancel-delegation-now = ✖ Cancel this delegation
refused-visits-open = { $count ->
    [one] ⛔ { $count } visit is
   *[other] ⛔ { $count } visits are
} not finished. Cancel them first, under “Visits”.
refused-visit-in-session = ⛔ The visit to { $unit } is being held, or its minutes are open. Finish it before you cancel the delegation.

groups-title = 🧩 <b>Working groups</b>
group-title = 🧩 <b>Group { $number }</b>
group-people-none = Nobody is in this group yet.
group-units = 🏢 Units assigned: { $count }
group-units-named = { $units }
key-group = Group { $number }: people { $people }, units { $units }
key-add-group = ➕ Add group { $number }

people-title = 👥 <b>People of the delegation</b>
person-line-invited = • { $role }: { $name } (has not opened the link)
invitee-line = • Guest: { $name }, { $position }
key-group-people = 👥 Group { $number }
key-invite-leader = + Head
key-invite-group-leader = + Group leader
key-invite-group-leader-of = + Leader of group { $number }
key-invite-secretary = + Secretary
key-invite-member = + Member
key-invite-head = + Head of unit
key-invite-focal = + Focal officer
key-remove-person = ✖ { $name } ({ $role })
remove-person = ✖ <b>Take the role { $role } from { $name }?</b>
remove-person-what = They lose access at once and are told. What has been recorded stays.
key-remove-person-now = ✖ Take it from { $name }
refused-last-of-role = ⛔ A planned delegation cannot be without: { $role }. Invite somebody else into this role, wait until they have opened the link, then take it from this person.
notice-role-ended = ℹ️ You no longer hold the role <b>{ $role }</b> ({ $place }). If this is a mistake, please contact the office.
notice-delegation-edited = ✏️ The plan of the delegation <b>{ $title }</b> has been changed ({ $by }).
notice-delegation-cancelled = ✖ The delegation <b>{ $title }</b> has been cancelled ({ $by }).

invitees-title = 🤝 <b>Guests of group { $number }</b>
invitees-none = There are no guests.
invitees-how = To add one, type “name, position”, e.g. Nguyễn Văn An, chuyên viên Sở Nội vụ.
key-remove-invitee = ✖ { $name }
note-invitee-not-understood = Type the name, a comma, then the position, e.g. Nguyễn Văn An, chuyên viên Sở Nội vụ.

units-title = 🏢 <b>Units to supervise</b>
units-title-none = No unit has been assigned.
key-unit-of = Group { $number }: { $unit }
key-add-units = ➕ Pick units for group { $number }
assigned-unit = 🏢 <b>{ $unit }</b> · group { $number }
assigned-unit-nobody = No head or focal officer of the unit uses the bot yet.
pick-units = 🏢 <b>Pick the units of group { $number }</b>
pick-units-how = Tap to pick or to take back.
key-unit-free = ▫️ { $unit }
key-unit-here = ✅ { $unit }
key-unit-elsewhere = { $unit } → group { $number }
key-move-unit = ⇄ Move to group { $number }
key-move-unit-now = ✔ Move to group { $number }
key-release-unit = ✖ Take from group { $number }
move-unit = ⇄ <b>{ $unit }</b> belongs to group { $from }. Move it to group { $number }?
refused-assigned-elsewhere = ⛔ This unit is assigned to group { $number }. Let group { $number } schedule it, or move the unit to this group under “Units”.
refused-not-assigned = ⛔ This unit is assigned to no group. Open the delegation, “Units”, and pick it for a group first.

delegation-checklists = 📋 <b>A checklist for each kind of unit</b>
delegation-checklists-none = Assign units first: each kind of unit has one checklist.
choose-checklist = 📋 Which checklist for this kind of unit: <b>{ $kind }</b>?
chosen-checklist = • { $kind }: { $checklist }
chosen-checklist-none = • { $kind }: no checklist chosen
key-choose-checklist = 📋 Choose for { $kind }

delegation-visits = 📅 <b>Visits of the delegation</b>
delegation-visits-none = There is no visit yet.

# A delegation's Telegram group: announcements only.
group-chat-title = 💬 <b>Telegram group “{ $title }”</b>
group-what = Link this group with which delegation? Its leader alone can; the secretary and the office can propose it to the leader. Everybody in the group will read the announcements, so check who is in it first.
group-not-yours = You are not leader, group leader, secretary or office of a delegation at work, so you cannot link the group. Pass the link in the group on to the delegation's leader.
group-linked-with = Linked with: { $delegation }
group-hears = The group gets announcements only: units have confirmed, a new difficulty, minutes signed, a line at 17:00 on days with visits. The bot asks nothing there and sends no unit's drafts.
group-ended = No longer linked.
key-group-link = 🔗 Link this group with: { $delegation }
key-group-propose = 🙋 Propose it to the leader: { $delegation }
key-group-look = 💬 See the link
key-group-of = 💬 Telegram group: { $title }
key-group-unlink = ✖ Stop announcements to this group
key-group-open = 🔗 Open the bot to link the group
notice-group-linked = 💬 <b>A Telegram group has been linked for announcements</b>: “{ $title }”, delegation { $delegation }.
notice-group-proposed = 💬 <b>You are asked to link the Telegram group</b> “{ $title }” with { $delegation } (by { $by }).
notice-group-unlinked = 💬 <b>Announcements to the Telegram group have stopped</b>: “{ $title }” ({ $delegation }).
notice-group-lost = 💬 <b>The bot was removed from the Telegram group, which is no longer linked</b>: “{ $title }” ({ $delegation }). To get announcements again, add the bot and link the group anew.

group-hello = 👋 <b>Hello!</b> This is the assistant of the People's Council's supervision delegation.
group-hello-how = To have announcements here, the delegation's leader presses the button below and agrees in the private chat with the bot.
group-known = This group is linked with: { $delegation }.
announce-linked = ✔ <b>From now on this group gets the announcements of</b> { $delegation }
announce-unlinked = This group gets no more announcements of { $delegation }
announce-confirmed = ✔ <b>All units have confirmed</b>: group { $number } visits { $unit }
announce-session = ▶ <b>The session has begun</b>: group { $number } with { $unit }
announce-when = 🕗 { $at }
announce-minutes-signed = ✔ <b>The minutes are signed by both sides</b>: { $unit }
announce-difficulty = ⚠️ <b>A difficulty has been reported</b> ({ $category }), { $unit }: { $body }
announce-day = 📅 <b>The day's visits</b>, { $weekday } { $day }
announce-day-visit = • { $at } { $unit }: { $state }
announce-day-difficulties = ⚠️ Difficulties reported today: { $count }

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
