// Tells allauth's script which button of this page does what, and says when a key gave no answer.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  for (const told of document.querySelectorAll("[data-passkey]")) {
    const { does, ids, data } = JSON.parse(told.dataset.passkey);
    window.allauth.webauthn.forms[does]({ ids, data });
  }
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const told of document.querySelectorAll("[data-passkey-failed]")) told.hidden = false;
});
