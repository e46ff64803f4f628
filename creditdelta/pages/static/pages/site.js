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
  for (const button of document.querySelectorAll("[data-copy]")) {
    const word = button.querySelector("span");
    const before = word.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      word.textContent = button.dataset.copied;
      setTimeout(() => { word.textContent = before; }, 2000);
    });
  }
})();
