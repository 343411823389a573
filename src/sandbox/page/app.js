// The page's state, the list of people, the live feed; the panes are in chat.js and stage.js.

import { $, act, ask, avatar, fold, get, h, menu, time, toast, translate } from "/page/kit.js";
import { summary } from "/page/bubble.js";
import { lang, setLang, t } from "/page/strings.js";
import * as chat from "/page/chat.js";
import * as stage from "/page/stage.js";

let state = { people: [], starts: [], bot: { name: "", username: "" }, note: "", now: new Date().toISOString() };
let selected = { user: null, chat: null };

const app = {
  bot: () => state.bot,
  people: () => state.people,
  person: (id) => state.people.find((person) => person.id === id),
  chatName(id) {
    const group = state.people.flatMap((person) => person.chats).find((entry) => entry.id === id && entry.title);
    return group?.title ?? app.person(id)?.name ?? String(id);
  },
  chatVisible: () => innerWidth > 760 || document.body.dataset.pane === "chat",
  refresh,
  reloadAll,
  select,
  addPerson,
};

function pane(name) {
  document.body.dataset.pane = name;
}

async function select(user, where) {
  selected = { user, chat: where };
  sessionStorage.setItem("selected", JSON.stringify(selected));
  if (!app.person(user)) await load();
  pane("chat");
  renderPeople();
  await chat.show(user, where);
  if (innerWidth > 760) $("input").focus();
}

async function addPerson() {
  const values = await ask("person-dialog", t("new_person"), {
    hint: t("new_person_hint"),
    fields: [{ name: "name", label: t("name"), required: "required", maxlength: "64", "data-testid": "person-name" }],
    yes: t("add"),
  });
  const added = values && (await act({ do: "add_person", name: values.name }));
  if (!added) return null;
  await load();
  return added.id;
}

// Refreshing: many changes in a burst make one load.

let timer = null;

function refresh() {
  if (timer === null) {
    timer = setTimeout(() => {
      timer = null;
      load();
    }, 120);
  }
}

async function load() {
  const next = await get("state").catch(() => null);
  if (!next) return;
  state = next;
  $("note").textContent = state.note;
  $("note").hidden = state.note === "";
  renderPeople();
  chat.header();
  stage.render(state);
  stage.outbox();
}

async function reloadAll() {
  await load();
  if (selected.user !== null && !app.person(selected.user)) selected = { user: null, chat: null };
  await chat.reload();
}

// The list of people, by council.

function personLine(person) {
  const unread = person.chats.reduce((sum, entry) => sum + entry.unread, 0);
  const last = person.chats.map((entry) => entry.last).filter(Boolean).sort((a, b) => (a.date < b.date ? 1 : -1))[0];
  const role = [person.role, person.unit].filter(Boolean).join(" · ");
  const text = last ? summary(last) : t("no_messages");
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "person",
        testid: `person-${person.id}`,
        data: { userId: String(person.id) },
        "aria-current": person.id === selected.user ? "true" : null,
        onclick: () => select(person.id, person.id),
      },
      avatar(person.id, person.name),
      h(
        "span",
        { class: "person-text" },
        h("span", { class: "line" }, h("bdi", { class: "person-name" }, person.name), last && h("time", {}, time(last.date))),
        h("span", { class: "person-role" }, h("bdi", {}, role || t("no_role"))),
        h(
          "span",
          { class: "line" },
          h("span", { class: "person-last", dir: "auto" }, last?.mine ? t("mine", { text }) : text),
          unread > 0 && h("span", { class: "badge", testid: `unread-${person.id}`, "aria-label": t("unread", { count: unread }) }, String(unread)),
        ),
      ),
    ),
  );
}

function renderPeople() {
  const wanted = fold($("search").value.trim());
  const fits = (person) =>
    fold([person.name, person.role, person.unit, person.council, person.username].filter(Boolean).join(" ")).includes(wanted);
  const groups = new Map();
  for (const person of state.people.filter(fits)) {
    const council = person.council ?? "";
    groups.set(council, [...(groups.get(council) ?? []), person]);
  }
  const list = $("people-list");
  const focused = document.activeElement?.dataset?.userId;
  const top = list.scrollTop;
  const sorted = [...groups].sort(([a], [b]) => (a === "") - (b === ""));
  const nodes = sorted.flatMap(([council, people]) => [
    (sorted.length > 1 || council) && h("li", { class: "council" }, h("bdi", {}, council || t("other_people"))),
    ...people.map(personLine),
  ]);
  list.replaceChildren(...(nodes.length ? nodes.filter(Boolean) : [h("li", { class: "none" }, t("nobody_found"))]));
  list.scrollTop = top;
  if (focused) list.querySelector(`[data-user-id="${focused}"]`)?.focus();
}

// The live feed.

function listen() {
  const events = new EventSource("/page/events");
  let lost = false;
  events.onopen = () => {
    if (lost) reloadAll();
    lost = false;
  };
  events.onerror = () => {
    if (!lost) toast(t("offline"), "bad");
    lost = true;
  };
  events.onmessage = ({ data }) => {
    const change = JSON.parse(data);
    if (change.kind === "message") {
      if (chat.isOpen(change.chat)) chat.changed(change.id);
      refresh();
    } else if (change.kind === "answer") chat.answered(change);
    else if (change.kind === "action") {
      if (chat.isOpen(change.chat)) chat.acting(change.action);
    } else if (change.kind === "reset") reloadAll();
    else refresh();
  };
}

function speak() {
  translate();
  $("lang").textContent = t("other_language");
  $("lang").lang = lang() === "vi" ? "en" : "vi";
}

function chatMenu(button) {
  const person = app.person(selected.user);
  if (!person) return;
  const run = async () => {
    await act({ do: "block", user: person.id, blocked: !person.blocked });
    refresh();
  };
  const label = t(person.blocked ? "unblock" : "block");
  menu(button, [{ label, testid: "menu-block", danger: !person.blocked, run }]);
}

$("search").addEventListener("input", renderPeople);
$("lang").addEventListener("click", () => {
  setLang(lang() === "vi" ? "en" : "vi");
  speak();
  reloadAll();
});
$("add-person").addEventListener("click", async () => {
  const id = await addPerson();
  if (id !== null) select(id, id);
});
$("chat-menu").addEventListener("click", (event) => chatMenu(event.currentTarget));
for (const id of ["back", "back-2"]) $(id).addEventListener("click", () => pane("people"));
for (const id of ["show-stage", "show-stage-2"]) $(id).addEventListener("click", () => pane("stage"));
document.addEventListener("visibilitychange", () => !document.hidden && selected.user !== null && chat.read());

speak();
chat.setUp(app);
stage.setUp(app);
await load();
const before = JSON.parse(sessionStorage.getItem("selected") ?? "null");
const person = before && app.person(before.user);
if (person?.chats.some((entry) => entry.id === before.chat)) await select(before.user, before.chat);
else chat.header();
listen();
