// The right-hand pane: the story's clock, the starts, the outbox.

import { $, act, ask, day, get, h, shortDay, time } from "/page/kit.js";
import { maybe, t } from "/page/strings.js";

/** Lines of the outbox that are drawn; the count tells of the others. */
const SHOWN = 60;
let app;
let starts = "";

export function setUp(given) {
  app = given;
  for (const button of document.querySelectorAll(".advance button")) {
    button.addEventListener("click", () => advance(button));
  }
}

async function advance(button) {
  const { minutes, days } = button.dataset;
  const body = minutes
    ? { do: "minutes", count: Number(minutes) }
    : days
      ? { do: "days", count: Number(days) }
      : { do: "next_due" };
  const all = document.querySelectorAll(".advance button");
  all.forEach((other) => (other.disabled = true));
  button.textContent = t("moving");
  const done = await act(body);
  if (done) clock(done.now);
  all.forEach((other) => (other.disabled = false));
  button.textContent = t(button.dataset.text);
  app.refresh();
}

function clock(now) {
  $("clock-time").textContent = time(now);
  $("clock-date").textContent = day(now);
  $("clock").dataset.now = now;
}

export function render(state) {
  clock(state.now);
  $("starts-card").hidden = state.starts.length === 0;
  const drawn = JSON.stringify(state.starts);
  if (drawn === starts) return;
  starts = drawn;
  const line = (start) =>
    h(
      "button",
      {
        type: "button",
        role: "radio",
        class: "start-line",
        "aria-checked": String(start.selected),
        testid: `start-${start.id}`,
        onclick: () => choose(start),
      },
      h("span", { class: "dot" }),
      h("span", {}, start.title),
    );
  $("starts").replaceChildren(...state.starts.map(line));
}

async function choose(start) {
  const sure = await ask("start-dialog", t("confirm_start"), {
    hint: t("confirm_start_hint", { title: start.title }),
    yes: t("restart"),
    danger: true,
  });
  if (sure && (await act({ do: "start", id: start.id }))) app.reloadAll();
}

export async function outbox() {
  const lines = await get("outbox").catch(() => null);
  if (!lines) return;
  $("outbox-count").textContent = lines.length === 0 ? "" : String(lines.length);
  const row = (line) =>
    h(
      "li",
      { class: `out ${line.state}`, testid: "outbox-line", data: { state: line.state } },
      h(
        "div",
        { class: "out-head" },
        h("bdi", {}, app.chatName(line.chat)),
        h("time", { datetime: line.at }, `${shortDay(line.at)} ${time(line.at)}`),
      ),
      h("p", {}, line.text),
      h(
        "div",
        { class: "chips" },
        h("span", { class: "chip" }, maybe(`class_${line.class}`) ?? line.class),
        h("span", { class: `chip ${line.state}` }, maybe(`state_${line.state}`) ?? line.state),
      ),
    );
  const empty = h("li", { class: "none" }, t("outbox_empty"));
  $("outbox").replaceChildren(...(lines.length ? lines.slice(-SHOWN).reverse().map(row) : [empty]));
}
