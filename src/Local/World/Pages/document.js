// A document of the repository as a page: as much of Markdown as these documents use.
import { h } from "./dom.js";

const path = location.pathname.slice("/read/".length);
const source = file => new URL(file, new URL(`/source/${path}`, location.origin));

const idOf = title => title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").trim().replaceAll(" ", "-");

/** Text with `code`, **bold**, links and pictures. */
function inline(text) {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*|!?\[[^\]]*\]\([^)]+\))/);
  return parts.map(part => {
    const link = /^(!?)\[([^\]]*)\]\(([^)]+)\)$/.exec(part);
    switch (true) {
      case link?.[1] === "!":
        return h("img", { alt: link[2], src: source(link[3]) });
      case link !== null:
        return h("a", { href: addressOf(link[3]) }, inline(link[2]));
      case part.startsWith("`") && part.length > 1:
        return h("code", part.slice(1, -1));
      case part.startsWith("**") && part.length > 4:
        return h("strong", inline(part.slice(2, -2)));
      default:
        return part;
    }
  });
}

/** Other documents are pages too; what is not shown here opens as it is. */
function addressOf(target) {
  const url = source(target);
  return url.origin === location.origin ? url.pathname.replace(/^\/source\//, "/read/") + url.hash : url.href;
}

const cellsOf = line => line.trim().replace(/^\||\|$/g, "").split("|").map(cell => cell.trim());

function table([head, , ...rows]) {
  return h("div.wide-table", { tabindex: "0", role: "region", "aria-label": cellsOf(head).join(", ") }, h("table",
    h("thead", h("tr", cellsOf(head).map(cell => h("th", { scope: "col" }, inline(cell))))),
    h("tbody", rows.map(row => h("tr", cellsOf(row).map(cell => h("td", inline(cell))))))));
}

function list(lines) {
  const items = [];
  for (const line of lines) {
    const start = /^(?:- |\d+\. )(.*)$/.exec(line);
    if (start) {
      items.push(start[1]);
    } else {
      items[items.length - 1] += ` ${line.trim()}`;
    }
  }
  return h(/^\d/.test(lines[0]) ? "ol" : "ul", items.map(item => h("li", inline(item))));
}

/** The block that begins at a line, and how many lines it takes. */
function blockAt(lines, at) {
  const rest = lines.slice(at);
  const until = end => {
    const count = rest.findIndex((line, index) => index > 0 && end(line));
    return count < 0 ? rest : rest.slice(0, count);
  };
  const [line] = rest;
  const title = /^(#{1,4}) (.*)$/.exec(line);
  if (title) {
    return [h(`h${title[1].length}`, { id: idOf(title[2]), tabindex: "-1" }, inline(title[2])), 1];
  }
  if (line.startsWith("```")) {
    const inside = until(next => next.startsWith("```"));
    return [h("pre", { tabindex: "0" }, inside.slice(1).join("\n")), inside.length + 1];
  }
  if (line.startsWith("    ")) {
    const inside = until(next => next !== "" && !next.startsWith("    "));
    return [h("pre", { tabindex: "0" }, inside.map(one => one.slice(4)).join("\n").trimEnd()), inside.length];
  }
  if (line.startsWith("|")) {
    const inside = until(next => !next.startsWith("|"));
    return [table(inside), inside.length];
  }
  if (/^(- |\d+\. )/.test(line)) {
    const inside = until(next => next === "" || /^[#|`]/.test(next));
    return [list(inside), inside.length];
  }
  const inside = until(next => next === "" || /^(#|\||```|- )/.test(next));
  return [h("p", inline(inside.join(" "))), inside.length];
}

function* blocks(lines) {
  for (let at = 0; at < lines.length;) {
    if (lines[at] === "") {
      at++;
      continue;
    }
    const [element, taken] = blockAt(lines, at);
    yield element;
    at += taken;
  }
}

const answer = await fetch(`/source/${path}`);
const place = document.getElementById("document");
place.replaceChildren(...answer.ok ? blocks((await answer.text()).split("\n"))
  : [h("p", "There is no such document.")]);
for (const link of document.querySelectorAll(".places a")) {
  if (link.pathname === location.pathname) {
    link.setAttribute("aria-current", "page");
  }
}
document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
