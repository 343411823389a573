// One message as an element: text with its entities, media, the buttons below.

import { h, icon, size, time } from "/page/kit.js";
import { t } from "/page/strings.js";

const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];
const SAFE = /^(https?|tg|mailto|tel):/i;

/** Text nodes and elements for a text whose entities count UTF-16 units, as JavaScript does. */
export function formatted(text, entities, on) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  let next = 0;
  const build = (from, to) => {
    const parts = [];
    let at = from;
    while (next < sorted.length && sorted[next].offset < to) {
      const entity = sorted[next++];
      const end = Math.min(entity.offset + entity.length, to);
      if (entity.offset < at) continue;
      parts.push(text.slice(at, entity.offset));
      const inner = build(entity.offset, end);
      parts.push(element(entity, text.slice(entity.offset, end), inner, on));
      // The line break behind a block is the block's own end.
      at = BLOCKS.includes(entity.type) && end < to && text[end] === "\n" ? end + 1 : end;
    }
    parts.push(text.slice(at, to));
    return parts.filter((part) => part !== "");
  };
  return build(0, text.length);
}

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

function element(entity, source, inner, on) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, inner, on);
    case "url":
      return link(source, inner, on);
    case "bot_command":
      return h("button", { type: "button", class: "command", onclick: () => on.command(source) }, inner);
    case "spoiler":
      return h(
        "button",
        { type: "button", class: "spoiler", onclick: (event) => event.currentTarget.classList.add("seen") },
        inner,
      );
    case "expandable_blockquote":
      return h("details", { class: "quote", open: true }, h("summary", { "aria-label": t("more") }), h("blockquote", {}, inner));
    case "mention":
    case "text_mention":
      return h("span", { class: "mention" }, inner);
    default:
      return TAGS[entity.type] ? h(TAGS[entity.type], {}, inner) : h("span", {}, inner);
  }
}

function link(url, inner, on) {
  if (!SAFE.test(url)) return h("span", {}, inner);
  const open = (event) => {
    if (on.link(url)) event.preventDefault();
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: open, testid: "link" }, inner);
}

/** A line that stands for a message: in the list of people, in a reply. */
export function summary({ text, content }) {
  const kind = content?.kind;
  const label = { photo: t("photo"), document: content?.file?.name, location: t("location"), contact: t("contact") }[kind];
  return [label, text?.replace(/\s+/g, " ")].filter(Boolean).join(" · ");
}

function media(message) {
  const { content } = message;
  const address = (file) => `/page/file/${encodeURIComponent(file.file_id)}`;
  switch (content.kind) {
    case "photo":
      return h(
        "a",
        { class: "photo", href: address(content.file), target: "_blank", rel: "noopener" },
        h("img", {
          src: address(content.file),
          alt: message.text || t("picture"),
          width: String(content.file.width),
          height: String(content.file.height),
          loading: "lazy",
          decoding: "async",
          testid: "photo",
        }),
      );
    case "document": {
      const name = content.file.name || t("file");
      return h(
        "a",
        {
          class: "file",
          href: `${address(content.file)}?download=true`,
          download: name,
          "aria-label": t("download", { name }),
          testid: "document",
        },
        h("span", { class: "file-icon" }, icon("file")),
        h("span", { class: "file-text" }, h("bdi", {}, name), h("small", {}, size(content.file.size))),
      );
    }
    case "contact": {
      const name = [content.first_name, content.last_name].filter(Boolean).join(" ");
      return h(
        "div",
        { class: "file" },
        h("span", { class: "file-icon" }, icon("person")),
        h("span", { class: "file-text" }, h("bdi", {}, name), h("small", {}, content.phone_number)),
      );
    }
    case "location": {
      const [lat, lon] = [content.latitude, content.longitude].map((value) => value.toFixed(5));
      return h(
        "div",
        { class: "file" },
        h("span", { class: "file-icon" }, icon("pin")),
        h("span", { class: "file-text" }, t("location"), h("small", {}, t("open_map", { lat, lon }))),
      );
    }
    default:
      return null;
  }
}

function keyboard(message, on) {
  if (message.keyboard.length === 0) return null;
  const button = ({ text, action }) => {
    const { data, url, copy } = action;
    if (url !== undefined) {
      const open = (event) => on.link(url) && event.preventDefault();
      const href = SAFE.test(url) ? url : "#";
      return h(
        "a",
        { class: "key", href, target: "_blank", rel: "noopener noreferrer", onclick: open, testid: "inline-button" },
        h("bdi", {}, text),
        icon("link"),
      );
    }
    const press = (event) => (copy === undefined ? on.tap(message.id, data, event.currentTarget) : on.copy(copy));
    return h("button", { type: "button", class: "key", onclick: press, testid: "inline-button" }, h("bdi", {}, text));
  };
  return h(
    "div",
    { class: "keyboard", testid: "keyboard" },
    message.keyboard.map((row) => h("div", { class: "keys" }, row.map(button))),
  );
}

const name = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");

/** The row of a message. `view` tells who looks, and finds replied messages; `on` are the listeners. */
export function bubble(message, view, on) {
  const mine = !message.from_bot && message.from.id === view.user;
  if (message.content.kind === "service") return service(message);
  const replied = message.reply_to && view.find(message.reply_to);
  const body = h(
    "div",
    { class: "bubble" },
    view.group && !mine && h("bdi", { class: `sender t${message.from_bot ? 5 : Math.abs(message.from.id) % 7}` }, name(message.from)),
    message.forward && h("p", { class: "forward" }, t("forwarded_from", { name: name(message.forward.from) })),
    replied && h("div", { class: "replied" }, h("bdi", {}, name(replied.from)), h("span", {}, summary(replied))),
    media(message),
    message.text && h("div", { class: "text", testid: "text", dir: "auto" }, formatted(message.text, message.entities, on)),
    h(
      "span",
      { class: "meta" },
      message.edits > 0 && h("span", { testid: "edited" }, `${t("edited")} `),
      h("time", { datetime: message.date }, time(message.date)),
    ),
    h(
      "button",
      { type: "button", class: "dots", "aria-label": t("more"), "aria-haspopup": "true", testid: "message-menu", onclick: (event) => on.menu(message, event.currentTarget) },
      icon("more"),
    ),
  );
  return h(
    "div",
    {
      class: `row ${mine ? "mine" : "theirs"}`,
      testid: "message",
      data: { messageId: String(message.id), from: message.from_bot ? "bot" : "person" },
    },
    h("div", { class: "stack" }, body, keyboard(message, on)),
  );
}

function service(message) {
  const joined = message.content.fields.new_chat_members ?? [];
  const text = joined.length ? t("joined", { name: joined.map((user) => user.first_name).join(", ") }) : t("group");
  return h("div", { class: "row service", testid: "message", data: { messageId: String(message.id) } }, h("span", { class: "pill" }, text));
}
