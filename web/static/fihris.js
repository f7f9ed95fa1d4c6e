/* What a browser with JavaScript adds; every page works without. Three things: completion of what is typed,
   keys, and filters without a reload. Keys go by their place on the keyboard: / J and K are where they are,
   whatever layout is on, Arabic too. */

"use strict";

const field = document.getElementById("q");
const body = document.body;

/* ---- Completion: a combobox over /api/complete ---- */

const PAUSE = 90; // milliseconds without a key before we ask
const known = new Map(); // what was answered, by what was typed
let list, status, waiting, asking;
let typed = ""; // what the reader wrote, while an option stands in the field

function furnish() {
  list = document.createElement("ul");
  Object.assign(list, { id: "completions", className: "completions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", body.dataset.completions);
  field.form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "completions",
    "aria-haspopup": "listbox",
  })) {
    field.setAttribute(name, value);
  }
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    typed = field.value;
    waiting = setTimeout(complete, PAUSE);
  });
  field.addEventListener("keydown", choose);
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) {
      field.value = option.dataset.text;
      field.form.requestSubmit();
    }
  });
}

async function complete() {
  const text = typed;
  if (!text.trim()) return close();
  asking?.abort();
  asking = new AbortController();
  try {
    if (!known.has(text)) {
      const answer = await fetch(`${body.dataset.complete}?q=${encodeURIComponent(text)}`, {
        signal: asking.signal,
      });
      if (!answer.ok) return close();
      known.set(text, (await answer.json()).completions);
    }
  } catch {
    return; // something newer was asked, or nobody answers: the field works as it is
  }
  if (typed === text && document.activeElement === field) show(known.get(text));
}

function show(completions) {
  list.replaceChildren(
    ...completions.map(({ text }, number) => {
      const option = document.createElement("li");
      option.id = `completion-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = text;
      option.dir = "auto";
      option.textContent = text;
      return option;
    }),
  );
  list.hidden = !completions.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  field.removeAttribute("aria-activedescendant");
}

function close() {
  clearTimeout(waiting);
  show([]);
}

function choose(event) {
  const options = [...list.children];
  if (event.code === "Escape") {
    if (options.length) {
      event.preventDefault(); // closes the list, and empties the field only the next time
      field.value = typed;
      close();
    } else {
      field.blur();
    }
  } else if (event.code === "Enter" || event.code === "NumpadEnter") {
    close();
  } else if (options.length && (event.code === "ArrowDown" || event.code === "ArrowUp")) {
    event.preventDefault();
    // One more place than there are options: what was typed.
    const places = options.length + 1;
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = ((now < 0 ? options.length : now) + (event.code === "ArrowDown" ? 1 : places - 1)) % places;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === next)));
    if (options[next]) field.setAttribute("aria-activedescendant", options[next].id);
    else field.removeAttribute("aria-activedescendant");
    field.value = options[next]?.dataset.text ?? typed;
  }
}

/* ---- Keys: / to the field, J and K from hit to hit, unless they are switched off ---- */

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (writing || body.dataset.keys || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.code === "Slash") {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.code === "KeyJ" || event.code === "KeyK") {
    const hits = [...document.querySelectorAll(".hit h3 a, .headlines a, .timeline a, .newest h3 a")];
    const now = hits.indexOf(document.activeElement);
    const next = event.code === "KeyJ" ? now + 1 : now < 0 ? hits.length - 1 : now - 1;
    hits[next]?.focus();
  }
});

/* ---- Filters, order, pages and bars: the new results come into this page ---- */

const INSTANT = ":is(.answer, .chart, .bar, .filters, .pages) a";
let shown = location.pathname + location.search;
let coming;

async function load(address) {
  coming?.abort();
  coming = new AbortController();
  try {
    const answer = await fetch(address, { signal: coming.signal, headers: { Accept: "text/html" } });
    const html = await answer.text();
    const page = new DOMParser().parseFromString(html, "text/html");
    if (!answer.ok || !page.getElementById("main")) throw new Error(String(answer.status));
    return { page, address: answer.url };
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return null;
  }
}

function bring({ page }) {
  const open = new Set([...document.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
  const main = document.getElementById("main");
  main.replaceWith(page.getElementById("main"));
  document.title = page.title;
  for (const summary of document.querySelectorAll("#main details > summary")) {
    if (open.has(summary.textContent)) summary.parentElement.open = true;
  }
  // What leads back here has to know the new address.
  const backs = page.querySelectorAll("input[name=back]");
  document.querySelectorAll("input[name=back]").forEach((input, number) => {
    if (backs[number]) input.value = backs[number].value;
  });
  for (const link of page.head.querySelectorAll("link[rel=canonical], link[rel=alternate]")) {
    const kind = link.hreflang ? `[hreflang="${link.hreflang}"]` : link.type ? `[type="${link.type}"]` : "";
    document.head.querySelector(`link[rel=${link.rel}]${kind}`)?.setAttribute("href", link.getAttribute("href"));
  }
  if (document.activeElement !== field) field.value = page.getElementById("q")?.value ?? "";
  const said = document.querySelector(".bar p") ?? document.querySelector(".answer h1");
  status.textContent = said?.textContent ?? "";
}

/* The focus stays with what was pressed, which may say something else now, or goes to the heading. */
function refocus(link, section) {
  const same = [...document.querySelectorAll(INSTANT)].find(
    (each) => each.textContent === link && each.closest("section, nav, ul, figure")?.className === section,
  );
  const target = same ?? document.querySelector("#main h1");
  if (!same) target?.setAttribute("tabindex", "-1");
  target?.focus({ preventScroll: true });
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest(INSTANT);
  const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented) return;
  const to = new URL(link.getAttribute("href"), location.href); // a link of a picture has no address of its own
  if (to.origin !== location.origin || to.pathname !== location.pathname || to.hash) return;
  event.preventDefault();
  const [text, section] = [link.textContent, link.closest("section, nav, ul, figure")?.className];
  const paged = link.closest(".pages");
  const loaded = await load(to.href);
  if (!loaded) return;
  if (new URL(loaded.address).pathname !== location.pathname) return location.assign(loaded.address);
  history.pushState(null, "", loaded.address);
  shown = location.pathname + location.search;
  bring(loaded);
  if (paged) {
    scrollTo(0, 0);
    refocus(null, null);
  } else {
    refocus(text, section);
  }
});

addEventListener("popstate", async () => {
  if (shown === location.pathname + location.search) return; // only the place in the page has changed
  shown = location.pathname + location.search;
  const loaded = await load(location.href);
  if (loaded) bring(loaded);
});

if (field) {
  status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  body.append(status);
  if (body.dataset.complete) furnish();
}
