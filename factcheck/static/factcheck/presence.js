// The desk: colleagues are told while somebody writes about a claim, and the page asks who else does.
// It looks for its place anew each time, since parts of the page come and go.

const BEAT = 30_000;
const LOOK = 20_000;

let written = null; // the form in which something was typed, and the address to tell it to
let beat = 0;

const place = () => document.querySelector("main [data-presence]");

/** Ask an address, or tell it something; what it answers about the claim in hand is shown. */
async function say(address, body) {
  if (!navigator.onLine) return;
  const method = body ? "POST" : "GET";
  try {
    // A redirect leads to the log-in page: there is nothing to show then.
    const answer = await fetch(address, { method, body, redirect: "manual", keepalive: Boolean(body) });
    if (answer.ok) show(address, await answer.text());
  } catch {
    // No connection: the next beat will do.
  }
}

function show(address, html) {
  const here = place();
  const told = new DOMParser().parseFromString(html, "text/html").querySelector("[data-presence]");
  if (!told || here?.dataset.presence !== address) return;
  if (here.textContent !== told.textContent) here.replaceChildren(...told.childNodes);
}

function form(more = {}) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  return new URLSearchParams({ csrfmiddlewaretoken: token, ...more });
}

function tell() {
  if (!written) return;
  if (!written.form.isConnected) leave();
  else if (document.visibilityState === "visible") say(written.address, form());
}

function leave() {
  if (!written) return;
  clearInterval(beat);
  say(written.address, form({ left: "1" }));
  written = null;
}

function look() {
  const here = place();
  if (here && document.visibilityState === "visible") say(here.dataset.presence);
}

document.addEventListener("input", (event) => {
  const typed = event.target.closest?.("main form[method=post]");
  const here = place();
  if (!typed || !here || written) return;
  written = { form: typed, address: here.dataset.presence };
  tell();
  beat = setInterval(tell, BEAT);
});
document.addEventListener("submit", leave);
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", look);
setInterval(look, LOOK);
