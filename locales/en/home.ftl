home-title = 🏠 <b>My work</b>
home-person = { $name } · { $council }
home-note = ℹ️ <i>{ $note }</i>
home-nothing = ✔ Nothing waits for you now.
home-count = { $count ->
    [one] <b>{ $count }</b> thing waits for you:
   *[other] <b>{ $count }</b> things wait for you:
}
key-delegations = 🏛 Delegations
key-found = ➕ Found a delegation
key-checklists = 📋 Checklists
key-report = ⚠️ Report a difficulty
key-report-of = ⚠️ Report a difficulty: { $unit }
key-difficulties = 📚 Difficulties
item-claim = 👤 Confirm who opened the link: { $name }
item-confirm = 📅 Confirm the session: { $unit }, { $at }
item-fill = ✍️ Answer the checklist: { $unit } ({ $answered }/{ $questions }), due { $due }
item-sign = 🖊 Sign the answers: { $unit }, due { $due }
item-another-time = 🔁 { $unit } asks for another time: { $at }
item-draft-visit = ✉️ Send the invitation: { $unit }, { $at }
item-unsigned = ⏰ { $unit } has not signed ({ $answered }/{ $questions }), due { $due }
item-visit = 📍 { $unit }, { $at } (to be confirmed)
item-visit-confirmed = 📍 { $unit }, { $at } (confirmed)
item-incomplete = 🏛 Complete the plan: { $title }
item-difficulty = ⚠️ { $unit }: { $body }
item-difficulty-reopened = ↩ Opened again: { $unit }: { $body }
item-difficulty-answered = 💬 Answered: { $unit }: { $body }
item-difficulty-answer = 💬 To be answered: { $unit }: { $body }
item-difficulty-confirm = ✔ Confirm that it is removed: { $body }
item-troubles = 📵 Undelivered: { $count }
troubles-title = 📵 <b>Undelivered</b>
troubles-none = Everything has been delivered.
troubles-unreachable = { $count ->
    [one] The bot cannot reach { $count } person
   *[other] The bot cannot reach { $count } people
} (they blocked or deleted it). Their messages are kept and go out when they open the bot again; please reach them another way:
troubles-person = • { $name }, since { $since }
troubles-dead = { $count ->
    [one] { $count } message was
   *[other] { $count } messages were
} refused by Telegram. The contents are kept; an administrator sees them with the command “doctor”.
