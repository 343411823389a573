# People: invitations, roles, the home screen.
outside-welcome = 👋 <b>Welcome!</b> This is the assistant of the People's Council's supervision delegations.
outside-needs-link = To use it you need your own invitation link from the council office or the delegation's secretary. If you have none, please ask the office.
outside-waiting = ⏳ Link received. The person who invited you is confirming that it is you; the bot will write as soon as that is done.
outside-phone = 📱 To be sure that it is you, tap the button below to share your own phone number.
key-share-phone = Share my phone number

refused-link-unknown = ⚠️ There is no such link. Please ask whoever sent it to you.
refused-link-used = ⚠️ This link has been used. Each link works once; please ask for a new one.
refused-link-expired = ⚠️ This link has expired. Please ask for a new one.
refused-phone-differs = ⚠️ This number is not the registered one. Please contact whoever invited you.
note-role-link = ⏳ Link for another role received. The person who invited you will confirm it; the role holds from then on.
key-invite-person = ✉️ Invite somebody
key-language = 🌐 Language

role-administrator = Administrator
role-standing-body = Standing body
role-secretariat = Council office
role-delegation-leader = Head of delegation
role-group-leader = Group leader
role-secretary = Secretary
role-member = Member
role-unit-head = Head of unit
role-focal-officer = Focal officer
role-campaign-owner = Campaign owner
role-observer = Observer
person-line = • { $role }: { $name }

inviting-role = ✉️ <b>Invite somebody</b>: into which role?
inviting-group = Invite a <b>{ $role }</b> to which delegation?
inviting-unit = Invite a <b>{ $role }</b> of which unit?
inviting-name = Invite a <b>{ $role }</b>, { $place }. Type the full name, e.g. Nguyễn Văn An.
inviting-phone = Type { $name }'s phone number, so that the bot can confirm them when they open the link, or skip: then you confirm with one tap.
key-no-phone = Skip the phone number
note-phone-not-understood = That is not a phone number I can read. Example: 0912 345 678.
inviting-done =
    ✔ <b>Link made</b>, for one use within { $days } days. Send it privately to the right person: it is shown only now.
inviting-link = <code>{ $link }</code>
key-link = 🔗 Send the invitation link
key-invite-another = ✉️ Invite another
group-line = Group { $number }: { $title }

claim-title = 👤 The link for <b>{ $name }</b> ({ $role }) has been opened.
claim-opened = The account that opened it calls itself: <b>{ $shown }</b>
claim-warning = If the link may have been passed on, call and ask before you confirm.
claim-settled = This is settled.
key-accept-claim = ✔ It is this person
key-refuse-claim = ✖ It is not
notice-joined = ✔ Welcome, { $name }! You are confirmed and can start.
notice-claim-refused = Your account was not confirmed. If this is a mistake, ask the office for a new link.
