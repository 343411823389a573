// The conversation pane: the log, kept up to date message by message. What is typed below it is in
// composer.js.

import { $, act, avatar, closeDialog, day, dialog, get, h, icon, initials, menu, toast } from "/page/kit.js";
import { bubble } from "/page/bubble.js";
import * as composer from "/page/composer.js";
import { t } from "/page/strings.js";

/** The open chat: whose, which, its messages by id, what is being replied to or edited. */
const open = { user: null, chat: null, messages: new Map(), more: false, reply: null, edit: null, token: 0 };
/** Buttons that wait for the bot's answer, by callback id. */
const waiting = new Map();
let app;

export function setUp(given) {
  app = given;
  composer.setUp(app, open);
  const log = $("log");
  // Whoever is at the end stays there when the pane changes its size: a phone's keyboard, its turning.
  let atEnd = true;
  log.addEventListener("scroll", () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
    if (log.scrollTop < 80 && open.more) older();
  });
  new ResizeObserver(() => atEnd && toBottom()).observe(log);
  $("start").addEventListener("click", start);
}

const person = () => app.person(open.user);

export const isOpen = (chat) => open.chat === chat;
export const openUser = () => open.user;

export async function show(user, chat) {
  composer.leave();
  const token = ++open.token;
  Object.assign(open, { user, chat, messages: new Map(), more: false, reply: null, edit: null });
  header();
  composer.enter();
  await load(token);
}

/** Loads the open chat anew: after a change of language, of start, or a lost connection. */
export async function reload() {
  if (open.user !== null && person()) await load(++open.token);
  else close();
}

function close() {
  Object.assign(open, { user: null, chat: null, messages: new Map() });
  $("log").replaceChildren();
  header();
}

async function load(token) {
  const page = await get("chat", { user: open.user, chat: open.chat }).catch(() => null);
  if (!page || token !== open.token) return;
  open.messages = new Map(page.messages.map((message) => [message.id, message]));
  open.more = page.more;
  render();
  composer.replyKeys(page.reply_keyboard);
  toBottom();
  read();
}

async function older() {
  open.more = false;
  const [first] = open.messages.keys();
  const { token } = open;
  const page = await get("chat", { user: open.user, chat: open.chat, before: first }).catch(() => null);
  if (!page || token !== open.token) return;
  const log = $("log");
  const fromBottom = log.scrollHeight - log.scrollTop;
  open.messages = new Map([...page.messages.map((message) => [message.id, message]), ...open.messages]);
  open.more = page.more;
  render();
  log.scrollTop = log.scrollHeight - fromBottom;
}

/** A message of the open chat is new, edited or deleted. */
export async function changed(id) {
  const { token } = open;
  const answer = await get("message", { user: open.user, chat: open.chat, id }).catch(() => null);
  if (!answer || token !== open.token) return;
  const log = $("log");
  const atBottom = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const { message } = answer;
  const old = log.querySelector(`[data-message-id="${id}"]`);
  const known = open.messages.has(id);
  composer.replyKeys(answer.reply_keyboard);
  if (message.deleted) {
    open.messages.delete(id);
    old?.remove();
    if (open.messages.size === 0) render();
    return;
  }
  const last = [...open.messages.keys()].at(-1) ?? 0;
  if (!known && id < last) {
    // An older one than we show, or answers that overtook each other.
    const [first] = open.messages.keys();
    if (id < first && open.more) return;
    open.messages = new Map([...open.messages, [id, message]].sort(([a], [b]) => a - b));
    render();
  } else {
    open.messages.set(id, message);
    const row = bubble(message, view(), listeners);
    if (old) old.replaceWith(row);
    else append(row, message);
  }
  if (atBottom || (!known && message.from.id === open.user)) toBottom();
  if (!known) read();
}

function view() {
  return { user: open.user, group: open.chat !== open.user, find: (id) => open.messages.get(id) };
}

let lastDay = "";

function append(row, message) {
  const today = day(message.date);
  $("log").querySelector(".hollow")?.remove();
  if (today !== lastDay) $("log").append(h("div", { class: "row service" }, h("span", { class: "pill", testid: "day" }, today)));
  lastDay = today;
  $("log").append(row);
}

function render() {
  const log = $("log");
  log.replaceChildren();
  lastDay = "";
  if (open.more) log.append(h("button", { type: "button", class: "older", onclick: older }, t("older")));
  if (open.messages.size === 0) log.append(h("div", { class: "row service hollow" }, h("span", { class: "pill" }, t("empty_chat"))));
  for (const message of open.messages.values()) append(bubble(message, view(), listeners), message);
}

function toBottom() {
  const log = $("log");
  log.scrollTop = log.scrollHeight;
}

function read() {
  const last = [...open.messages.keys()].at(-1);
  if (last === undefined || document.hidden || !app.chatVisible()) return;
  act({ do: "read", user: open.user, chat: open.chat, upto: last }).then(app.refresh);
}
export { read };

/** Name, tabs, start button: everything that comes from the list of people. */
export function header() {
  const who = open.user === null ? null : person();
  $("chat").classList.toggle("empty", !who);
  $("composer").hidden = !who;
  $("nobody").hidden = Boolean(who);
  if (!who) return;
  const chat = who.chats.find((chat) => chat.id === open.chat) ?? who.chats[0];
  const title = chat.title ?? app.bot().name;
  $("chat-avatar").textContent = initials(title);
  $("chat-name").textContent = title;
  subtitle();
  const tab = (entry) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        class: "tab",
        "aria-selected": String(entry.id === open.chat),
        testid: `tab-${entry.id}`,
        onclick: () => app.select(open.user, entry.id),
      },
      h("bdi", {}, entry.title ?? t("private_chat")),
      entry.unread > 0 && h("span", { class: "badge" }, String(entry.unread)),
    );
  $("chat-tabs").replaceChildren(...(who.chats.length > 1 ? who.chats.map(tab) : []));
  const own = open.chat === open.user;
  const idle = own && (!who.started || who.blocked);
  $("start").hidden = !idle;
  $("start").textContent = t(who.blocked ? "unblock" : "start");
  $("compose").hidden = idle;
  $("commands").hidden = !(who.commands?.length > 0);
}

function subtitle(action) {
  const who = person();
  $("chat-sub").textContent = action ?? t("as_person", { name: who?.name ?? "" });
  $("chat-sub").classList.toggle("busy", Boolean(action));
}

let quiet;
export function acting(action) {
  subtitle(t(action.startsWith("upload") ? "uploading" : "typing"));
  clearTimeout(quiet);
  quiet = setTimeout(subtitle, 5000);
}

async function start() {
  const { user } = open;
  if (person().blocked) await act({ do: "block", user, blocked: false });
  else await act({ do: "open", user, payload: "" });
  app.refresh();
  $("input").focus();
}

/** The bot answered a tap of someone. */
export function answered({ callback, user, text, alert, url }) {
  const button = waiting.get(callback);
  if (waiting.size > 200) waiting.clear();
  waiting.set(callback, null);
  button?.classList.remove("busy");
  if (user !== open.user) return;
  if (url) listeners.link(url);
  if (!text) return;
  if (!alert) return toast(text);
  dialog(
    "alert",
    app.bot().name,
    h("p", { class: "alert-text", testid: "alert-text" }, text),
    h("div", { class: "dialog-buttons" }, h("button", { type: "button", class: "main", testid: "alert-close", onclick: closeDialog }, t("close"))),
  );
}

const listeners = {
  async tap(id, data, button) {
    const { user, chat } = open;
    button.classList.add("busy");
    const result = await act({ do: "tap", user, chat, id, data });
    const early = result && waiting.get(result.callback) === null;
    if (!result || early) return button.classList.remove("busy");
    waiting.set(result.callback, button);
    setTimeout(() => button.classList.remove("busy"), 15000);
  },
  /** True when the page itself opened it: a link to this bot. */
  link(url) {
    const found = /^(?:https?:\/\/(?:t|telegram)\.me\/|tg:\/\/resolve\?domain=)([A-Za-z0-9_]+)(?:[?&]start=([A-Za-z0-9_-]*))?/i.exec(url);
    if (!found || found[1].toLowerCase() !== app.bot().username.toLowerCase()) return false;
    openAs(found[2] ?? "");
    return true;
  },
  command: (command) => act({ do: "send", user: open.user, chat: open.chat, text: command }),
  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    toast(t("copied"));
  },
  menu(message, button) {
    const { user, chat } = open;
    const mine = !message.from_bot && message.from.id === user;
    const items = [
      {
        label: t("reply"),
        testid: "menu-reply",
        run: () => composer.reply(message),
      },
      { label: t("forward"), testid: "menu-forward", run: () => forward(message) },
    ];
    if (mine) {
      items.push({ label: t("edit"), testid: "menu-edit", run: () => composer.edit(message) });
    }
    if (mine || chat === user) {
      const run = () => act({ do: "delete", user, chat, id: message.id });
      items.push({ label: t("delete"), testid: "menu-delete", danger: true, run });
    }
    menu(button, items);
  },
};

function forward(message) {
  const { user, chat } = open;
  const choose = (to) => () => {
    closeDialog();
    act({ do: "forward", user, chat, id: message.id, to });
  };
  const line = (entry) => {
    const label = entry.title ?? app.bot().name;
    return h("button", { type: "button", class: "choice", onclick: choose(entry.id) }, avatar(entry.id, label), h("bdi", {}, label));
  };
  dialog("forward-dialog", t("forward_to"), h("div", { class: "choices" }, person().chats.map(line)));
}

/** A start link may be meant for someone else: the page asks who opens it. */
function openAs(payload) {
  const choose = (id) => async () => {
    closeDialog();
    if (await act({ do: "open", user: id, payload })) app.select(id, id);
  };
  const line = (who) =>
    h(
      "button",
      { type: "button", class: "choice", testid: `open-as-${who.id}`, onclick: choose(who.id) },
      avatar(who.id, who.name),
      h("span", {}, h("bdi", {}, who.name), h("small", {}, [who.role, who.unit].filter(Boolean).join(" · ") || t("no_role"))),
    );
  const add = h(
    "button",
    { type: "button", class: "choice", testid: "open-as-new", onclick: async () => {
      const id = await app.addPerson();
      if (id !== null) choose(id)();
    } },
    icon("add"),
    h("span", {}, t("add_person")),
  );
  dialog("open-dialog", t("open_link"), h("p", {}, t("open_link_hint")), h("div", { class: "choices" }, app.people().map(line), add));
}
