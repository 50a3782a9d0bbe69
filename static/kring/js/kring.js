// Small comforts. Without this file everything works too.
const root = document.documentElement;

// Light or dark: follows the device, unless someone chooses. A cookie, so that the server already
// writes the choice into the page and nothing flashes.
const COOKIE = "kring_theme";
const chosen = () => document.cookie.match(/(?:^|; )kring_theme=(licht|donker)/)?.[1] ?? "";
const apply = (theme) => { if (theme) root.dataset.theme = theme; else delete root.dataset.theme; };
apply(chosen());
for (const box of document.querySelectorAll(".kr-theme")) {
  box.hidden = false;
  const select = box.querySelector("select");
  select.value = chosen();
  select.addEventListener("change", () => {
    const age = select.value ? 60 * 60 * 24 * 365 : 0;
    document.cookie = `${COOKIE}=${select.value}; path=/; max-age=${age}; samesite=lax`;
    apply(select.value);
  });
}

// Menus that fold out close on Escape, on a click elsewhere and when focus leaves them.
const openMenus = () => document.querySelectorAll("details.kr-dropdown[open]");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
const closeOthers = (target) => { for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false; };
addEventListener("click", (event) => closeOthers(event.target));
addEventListener("focusin", (event) => closeOthers(event.target));

// Filter a long list while typing: <div data-filter-for="list-id" hidden> with an input and an <output>.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
for (const box of document.querySelectorAll("[data-filter-for]")) {
  const list = document.getElementById(box.dataset.filterFor);
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  const items = [...list.querySelectorAll("[data-item]")].map((item) => [item, plain(item.textContent)]);
  const run = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      count += !item.hidden;
    }
    for (const group of list.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("[data-item]:not([hidden])");
    }
    output.textContent = words.length ? box.dataset.found.replace("{n}", count) : "";
  };
  box.hidden = false;
  input.addEventListener("input", run);
  if (input.value) run();
}
