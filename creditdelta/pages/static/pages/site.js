// Two comforts, and nothing depends on them: "/" goes to the search box, buttons copy a code.
// Escape closes the menu.
"use strict";
(() => {
  const box = document.querySelector("[data-slash]");
  const menu = document.querySelector("details.menu");
  const typing = (one) => one.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName);

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && box && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
    if (event.key === "Escape" && menu && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  if (!navigator.clipboard) return; // copying needs a safe connection; the text can still be selected
  const offer = (part) => part.querySelectorAll("[data-copy]").forEach((one) => { one.hidden = false; });
  offer(document);
  document.addEventListener("htmx:load", (event) => offer(event.detail.elt));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || button.dataset.before) return;
    const word = button.querySelector("span");
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.before = word.textContent;
    word.textContent = button.dataset.copied;
    setTimeout(() => { word.textContent = button.dataset.before; delete button.dataset.before; }, 2000);
  });
})();
