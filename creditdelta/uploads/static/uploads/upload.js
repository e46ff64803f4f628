// A dropped file goes up in parts; what was acknowledged is never sent twice, and a broken connection is
// tried again. Choosing the same file another day goes on where it stopped: digests of its blocks tell
// whether it is the same. Without this script the form sends the file whole.
"use strict";
(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form || !window.fetch || !Blob.prototype.arrayBuffer) return;
  const input = form.querySelector("input[type=file]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const shown = form.querySelector("[data-progress]");
  const bar = shown.querySelector("progress");
  const said = form.querySelector("[data-said]");
  const text = form.dataset;
  const PATIENCE = 30000; // the longest pause between two tries, in milliseconds
  const TRIES = 12;
  const pause = (time) => new Promise((go) => setTimeout(go, time));

  class Refused extends Error {}

  async function ask(address, body, at) {
    const headers = { "X-CSRFToken": token };
    if (at !== undefined) {
      headers["Upload-Offset"] = at;
      headers["Content-Type"] = "application/octet-stream";
    }
    const answer = await fetch(address, { method: body ? "POST" : "GET", body, headers });
    if (answer.status >= 500 && answer.status !== 507) throw new TypeError(answer.status);
    const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
    if (told.received === undefined) throw new Refused(told.message || text.failed);
    return told;
  }

  // The same again after a pause while the network is away; what the site refuses is not asked again.
  async function patiently(work) {
    for (let tried = 0; ; tried += 1) {
      try {
        return await work(tried);
      } catch (trouble) {
        if (trouble instanceof Refused || tried >= TRIES) throw trouble;
        said.textContent = text.waiting;
        await pause(Math.min(PATIENCE, 500 * 2 ** tried));
      }
    }
  }

  async function same(file, told) {
    if (!window.crypto || !crypto.subtle) return false;
    for (let at = 0; at < told.blocks.length; at += 1) {
      const block = file.slice(at * told.block, (at + 1) * told.block);
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await block.arrayBuffer()));
      const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (hex !== told.blocks[at]) return false;
    }
    return told.blocks.length > 0;
  }

  async function begun(file) {
    for (const one of document.querySelectorAll("[data-arriving]")) {
      if (one.dataset.name !== file.name || Number(one.dataset.size) !== file.size) continue;
      const told = await patiently(() => ask(one.dataset.arriving));
      if (!told.whole && (await same(file, told))) {
        said.textContent = text.resumed;
        return told;
      }
    }
    const body = new URLSearchParams({ name: file.name, size: file.size });
    return patiently(() => ask(text.begin, body));
  }

  async function send(file) {
    const part = Number(text.part);
    let told = await begun(file);
    while (!told.whole) {
      const percent = Math.floor((told.received * 100) / file.size);
      bar.value = percent;
      said.textContent = text.sending.replace("{name}", file.name).replace("{percent}", percent);
      told = await patiently(async (tried) => {
        const here = tried ? await ask(told.bytes) : told;
        if (here.whole) return here;
        return ask(here.bytes, file.slice(here.received, here.received + part), here.received);
      });
    }
    return told.page;
  }

  async function sendAll(files) {
    if (!files.length || input.disabled) return;
    input.disabled = true;
    shown.hidden = false;
    let page = location.href;
    try {
      for (const file of files) page = await send(file);
      location.assign(files.length === 1 ? page : location.href);
    } catch (trouble) {
      said.textContent = trouble instanceof Refused ? trouble.message : text.failed;
      shown.hidden = true;
      input.disabled = false;
      input.value = "";
      input.focus();
    }
  }

  input.multiple = true;
  form.querySelector("[data-plain]").hidden = true;
  input.addEventListener("change", () => sendAll(Array.from(input.files)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("drop-over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("drop-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("drop-over");
    sendAll(Array.from(event.dataTransfer.files));
  });
})();
