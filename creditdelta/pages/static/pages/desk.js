// The desk by keyboard; every key presses something that stands on the page, and nothing depends on it.
// j and k go from row to row, ? tells the keys; what has a data-key is pressed by it, in the row one is in first.
"use strict";
(() => {
  const dialog = document.getElementById("keys");
  const help = document.querySelector("[data-help]");
  const unheard = document.getElementById("unheard");
  const typing = (one) => one.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
  const all = (what) => [...document.querySelectorAll(what)];

  const move = (step) => {
    const rows = all("[data-row]");
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const row = at < 0 ? rows[step > 0 ? 0 : rows.length - 1] : rows[at + step];
    if (row) row.querySelector("[data-open]").focus();
  };
  const press = (key) => {
    const row = document.activeElement.closest("[data-row]");
    const fits = all("[data-key]").filter((one) => one.dataset.key === key && !one.disabled);
    const one = fits.find((found) => row && row.contains(found)) || fits.find((found) => !found.closest("[data-row]"));
    if (one) one.click();
    return one;
  };
  const acts = {
    "?": () => dialog.showModal(), j: () => move(1), k: () => move(-1),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && !"jk".includes(event.key)) return;
    if (!("on" in dialog.dataset) || dialog.open || typing(event.target)) return;
    if (acts[event.key]) acts[event.key]();
    else if (!press(event.key)) return;
    event.preventDefault();
  });

  if (help) {
    help.hidden = false;
    help.addEventListener("click", () => dialog.showModal());
  }
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  const on = (name, then) => document.addEventListener(`htmx:${name}`, then);
  on("sendError", () => { unheard.hidden = false; });
  on("beforeRequest", () => { unheard.hidden = true; });
  on("afterSettle", (event) => { // a whole page came: read on from its beginning
    if (event.detail.target.id === "main") document.getElementById("main").focus();
  });
})();
