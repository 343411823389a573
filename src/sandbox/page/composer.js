// The composer: typing, replying, editing, attaching, and the keyboard that the bot put below.

import { $, act, ask, h, icon, menu, upload } from "/page/kit.js";
import { summary } from "/page/bubble.js";
import { t } from "/page/strings.js";

/** Drafts by user and chat, so that looking elsewhere loses nothing typed. */
const drafts = new Map();
let app;
/** The open chat, shared with chat.js: whose, which, what is being replied to or edited. */
let open;

export function setUp(givenApp, givenOpen) {
  app = givenApp;
  open = givenOpen;
  $("compose").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  $("input").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") leaveContext();
  });
  $("input").addEventListener("input", grow);
  $("input").addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    sendFiles(files);
  });
  $("log").addEventListener("dragover", (event) => event.preventDefault());
  $("log").addEventListener("drop", (event) => {
    event.preventDefault();
    sendFiles([...event.dataTransfer.files]);
  });
  $("attach").addEventListener("click", (event) => attachMenu(event.currentTarget));
  $("commands").addEventListener("click", (event) => commandMenu(event.currentTarget));
  for (const [id, photo] of [["pick-photo", true], ["pick-file", false]]) {
    $(id).addEventListener("change", (event) => {
      sendFiles([...event.target.files], photo);
      event.target.value = "";
    });
  }
}

const key = () => `${open.user} ${open.chat}`;

/** Before another chat opens: keeps what was typed, but no half-done edit. */
export function leave() {
  if (open.user !== null && !open.edit) drafts.set(key(), $("input").value);
}

export function enter() {
  leaveContext();
  $("input").value = drafts.get(key()) ?? "";
  grow();
}

export function reply(message) {
  leaveContext();
  open.reply = message;
  context(t("replying_to", { name: message.from.first_name }), message, "reply");
}

export function edit(message) {
  leaveContext();
  open.edit = message;
  $("input").value = message.text;
  grow();
  context(t("editing"), message, "slash");
}

function grow() {
  const input = $("input");
  input.style.height = "auto";
  // A hidden pane measures nothing; then one row is right.
  const wanted = input.scrollHeight;
  if (wanted > 0) input.style.height = `${Math.min(wanted, 160)}px`;
  input.style.overflowY = wanted > 160 ? "auto" : "hidden";
}

async function send() {
  const text = $("input").value;
  if (text.trim() === "") return;
  const { user, chat, reply, edit } = open;
  $("input").value = "";
  grow();
  leaveContext();
  const done = edit
    ? await act({ do: "edit", user, chat, id: edit.id, text })
    : await act({ do: "send", user, chat, text, reply_to: reply?.id });
  if (!done && $("input").value === "") $("input").value = text;
}

async function sendFiles(files, photo) {
  const { user, chat } = open;
  for (const file of files) {
    const picture = photo ?? /^image\/(png|jpeg|webp|gif)$/.test(file.type);
    const caption = $("input").value.trim();
    $("input").value = "";
    await upload({ user, chat, name: file.name, photo: picture, caption: picture ? caption : "" }, file);
  }
}

function context(label, message, image) {
  $("context").hidden = false;
  $("context").replaceChildren(
    icon(image),
    h("div", { class: "context-text" }, h("strong", {}, label), h("span", {}, summary(message))),
    h("button", { type: "button", class: "round", "aria-label": t("cancel"), onclick: leaveContext }, icon("close")),
  );
  $("input").focus();
}

function leaveContext() {
  if (open.edit) $("input").value = "";
  Object.assign(open, { reply: null, edit: null });
  $("context").hidden = true;
}

function attachMenu(button) {
  menu(button, [
    { label: t("photo"), image: "photo", testid: "attach-photo", run: () => $("pick-photo").click() },
    { label: t("file"), image: "file", testid: "attach-file", run: () => $("pick-file").click() },
    { label: t("location"), image: "pin", testid: "attach-location", run: shareLocation },
    { label: t("contact"), image: "person", testid: "attach-contact", run: shareContact },
  ]);
}

function commandMenu(button) {
  const items = app.person(open.user).commands.map(({ command, description }) => ({
    label: `/${command}`,
    sub: description,
    testid: `command-${command}`,
    run: () => act({ do: "send", user: open.user, chat: open.chat, text: `/${command}` }),
  }));
  menu(button, items);
}

async function shareContact() {
  const { user, chat } = open;
  const values = await ask("contact-dialog", t("share_contact"), {
    hint: t("share_contact_hint", { name: app.person(open.user).name }),
    fields: [{ name: "phone", label: t("phone"), type: "tel", value: "+84912345678", required: "required", "data-testid": "phone" }],
    yes: t("share"),
  });
  if (values) act({ do: "contact", user, chat, phone: values.phone });
}

async function shareLocation() {
  const { user, chat } = open;
  const field = (name, value) => ({ name, label: t(name), value, required: "required", inputmode: "decimal" });
  const values = await ask("location-dialog", t("share_location"), {
    fields: [field("latitude", "11.31006"), field("longitude", "106.09828")],
    yes: t("share"),
  });
  if (!values) return;
  const [latitude, longitude] = [values.latitude, values.longitude].map((text) => Number(text.replace(",", ".")));
  act({ do: "location", user, chat, latitude, longitude });
}

/** The keyboard that the bot put below the chat. */
export function replyKeys(keyboard) {
  const shown = keyboard?.show;
  $("reply-keys").hidden = !shown;
  $("input").placeholder = shown?.placeholder ?? t("message");
  if (!shown) return $("reply-keys").replaceChildren();
  const press = (button) => {
    if (button.request_contact) shareContact();
    else if (button.request_location) shareLocation();
    else act({ do: "send", user: open.user, chat: open.chat, text: button.text });
  };
  const row = (buttons) =>
    h(
      "div",
      { class: "keys" },
      buttons.map((button) =>
        h("button", { type: "button", class: "reply-key", testid: "reply-key", onclick: () => press(button) }, h("bdi", {}, button.text)),
      ),
    );
  $("reply-keys").replaceChildren(...shown.rows.map(row));
}
