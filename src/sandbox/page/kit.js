// Small tools: elements, icons, times, calls, toasts, dialogs, menus. Text only ever becomes text
// nodes: there is no innerHTML in this page.

import { lang, t } from "/page/strings.js";

/** An element: `on…` properties are listeners, `testid` and `class` are what they say. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "testid") node.dataset.testid = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in node && name !== "class" && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const $ = (id) => document.getElementById(id);

const PATHS = {
  back: "M15 5l-7 7 7 7",
  add: "M12 5v14M5 12h14",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  clip: "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.4a3.4 3.4 0 0 1 4.8 4.7l-8.4 8.4a1.6 1.6 0 0 1-2.3-2.3l7.5-7.4",
  send: "M4 12l16-8-5 16-3.5-6.5L4 12zM11.500 13.500L20 4",
  slash: "M4 5h16v14H4zM14 8l-4 8",
  close: "M6 6l12 12M18 6L6 18",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  pin: "M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21zM12 7.500a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500",
  photo: "M3.500 6h17v12.500h-17zM4 17l5-5 3.500 3.500L15.500 13l5 4.500M15.500 9.500v.01",
  reply: "M10 6l-6 6 6 6M4.500 12H14c4 0 6 2 6 6",
  link: "M14 5h5v5M19 5l-9 9M10 6H5v13h13v-5",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Lower case without diacritics: how people type names when they search. */
export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

export function initials(name) {
  const words = name.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letter = (word) => [...word].find((c) => /[\p{L}\p{N}]/u.test(c)) ?? "";
  if (words.length === 0) return "?";
  const first = letter(words[0]);
  return (words.length > 1 ? first + letter(words[words.length - 1]) : first).toUpperCase();
}

export const avatar = (id, name) =>
  h("div", { class: `avatar c${Math.abs(id) % 7}`, "aria-hidden": "true" }, initials(name));

const ZONE = "Asia/Ho_Chi_Minh";
const formats = new Map();

function format(kind, options) {
  const key = `${lang()} ${kind}`;
  if (!formats.has(key)) {
    const locale = lang() === "en" ? "en-GB" : "vi-VN";
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }));
  }
  return formats.get(key);
}

export const time = (at) =>
  format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
export const day = (at) =>
  format("day", { weekday: "long", day: "numeric", month: "numeric", year: "numeric" }).format(new Date(at));
export const shortDay = (at) => format("short", { day: "numeric", month: "numeric" }).format(new Date(at));

export function size(bytes) {
  const number = (value) => value.toLocaleString(lang(), { maximumFractionDigits: 1 });
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${number(bytes / 1024)} KB`;
  return `${number(bytes / 1024 / 1024)} MB`;
}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.text ?? t(body.code ?? "failed"));
  return body;
}

export async function get(path, query = {}) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
  return read(await fetch(`/page/api/${path}?${search}`));
}

/** Does something; a refusal becomes a toast and `null`. */
export async function act(body) {
  try {
    const headers = { "content-type": "application/json" };
    return await read(await fetch("/page/api/do", { method: "POST", headers, body: JSON.stringify(body) }));
  } catch (error) {
    toast(error.message, "bad");
    return null;
  }
}

export async function upload(query, file) {
  try {
    const headers = { "content-type": file.type || "application/octet-stream" };
    const search = new URLSearchParams(query);
    return await read(await fetch(`/page/api/upload?${search}`, { method: "POST", headers, body: file }));
  } catch (error) {
    toast(error.message, "bad");
    return null;
  }
}

export function toast(text, kind = "") {
  const node = h("div", { class: `toast ${kind}`, testid: "toast" }, text);
  $("toasts").append(node);
  setTimeout(() => node.remove(), 4000 + text.length * 30);
}

/** Opens the dialog; `close` runs when it is gone, whichever way. */
export function dialog(testid, title, ...children) {
  const node = $("dialog");
  if (node.open) node.close();
  const heading = h("h2", { id: "dialog-title" }, title);
  node.setAttribute("aria-labelledby", "dialog-title");
  node.dataset.testid = testid;
  node.replaceChildren(heading, ...children.filter(Boolean));
  // Braces: an on… handler that returns false would cancel every click inside.
  node.onclick = (event) => {
    if (event.target === node) node.close();
  };
  node.showModal();
  return node;
}

export const closeDialog = () => $("dialog").close();

/** A dialog with fields; resolves to their values, or to null. */
export function ask(testid, title, { hint, fields = [], yes, danger }) {
  return new Promise((resolve) => {
    const inputs = fields.map(({ label, ...props }) => [h("input", props), label]);
    const form = h(
      "form",
      {
        class: "form",
        onsubmit: (event) => {
          event.preventDefault();
          resolve(Object.fromEntries(inputs.map(([input]) => [input.name, input.value])));
          closeDialog();
        },
      },
      hint && h("p", {}, hint),
      inputs.map(([input, label]) => h("label", {}, h("span", {}, label), input)),
      h(
        "div",
        { class: "dialog-buttons" },
        h("button", { type: "button", onclick: closeDialog, testid: "dialog-no" }, t("cancel")),
        h("button", { type: "submit", class: danger ? "main danger" : "main", testid: "dialog-yes" }, yes),
      ),
    );
    const node = dialog(testid, title, form);
    node.onclose = () => resolve(null);
    inputs[0]?.[0].focus();
  });
}

/** A small menu at a button. */
export function menu(button, items) {
  document.querySelector(".menu")?.remove();
  const before = button.getAttribute("aria-expanded") === "true";
  if (before) return button.setAttribute("aria-expanded", "false");
  const close = (refocus) => {
    node.remove();
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (refocus) button.focus();
  };
  const outside = (event) => {
    if (!node.contains(event.target) && !button.contains(event.target)) close(false);
  };
  const node = h(
    "div",
    {
      class: "menu",
      role: "menu",
      onkeydown: (event) => {
        const all = [...node.children];
        const at = all.indexOf(document.activeElement);
        if (event.key === "Escape") close(true);
        else if (event.key === "ArrowDown") all[(at + 1) % all.length].focus();
        else if (event.key === "ArrowUp") all[(at - 1 + all.length) % all.length].focus();
        else return;
        event.preventDefault();
      },
    },
    items.map(({ label, sub, image, testid, danger, run }) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: danger ? "danger" : null,
          testid,
          onclick: () => {
            close(true);
            run();
          },
        },
        image && icon(image),
        h("span", {}, label),
        sub && h("small", {}, sub),
      ),
    ),
  );
  button.setAttribute("aria-expanded", "true");
  document.body.append(node);
  const at = button.getBoundingClientRect();
  const box = node.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8));
  const above = at.top - box.height - 6;
  node.style.left = `${left}px`;
  node.style.top = `${above >= 8 && at.bottom + box.height > innerHeight - 8 ? above : Math.min(at.bottom + 6, innerHeight - box.height - 8)}px`;
  node.firstElementChild?.focus();
  document.addEventListener("pointerdown", outside, true);
}

/** Puts the page's language into everything marked with data-text, data-label, data-placeholder. */
export function translate() {
  document.documentElement.lang = lang();
  document.title = t("page");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.label);
  }
  for (const node of document.querySelectorAll("[data-icon]:empty")) node.append(icon(node.dataset.icon));
}
