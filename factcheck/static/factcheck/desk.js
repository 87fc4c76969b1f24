// The desk by keyboard, and moving on without loading whole pages.
//
// What a key does stands in the page: it goes to the element whose data-key names it. Links and buttons
// are pressed, fields and forms are entered. Without this script every one of them is there to click.

const desk = () => document.getElementById("desk");

/** Whether keys are being typed into something, and so are not ours. */
function isTyping(element) {
  if (element.isContentEditable) return true;
  if (element.tagName === "INPUT") return !/^(?:radio|checkbox|button|submit)$/.test(element.type);
  return /^(?:TEXTAREA|SELECT)$/.test(element.tagName);
}

const isShown = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;
const isRefused = (element) => element.getAttribute("aria-disabled") === "true";

/** The element that a key leads to: one that can be used before one that is refused. */
function target(key) {
  const named = [...desk().querySelectorAll("[data-key]")].filter((each) => each.dataset.key.split(" ").includes(key));
  return named.find((each) => !isRefused(each)) ?? named[0];
}

const say = (words) => {
  const said = document.getElementById("said");
  if (said) said.textContent = words;
};

/** Show an element that may be folded away, in a panel that may be hidden on a narrow screen. */
function unfold(element) {
  for (let folded = element.closest("details:not([open])"); folded; folded = folded.parentElement.closest("details:not([open])")) {
    folded.open = true;
  }
  const panel = element.closest(".desk-panel");
  if (panel && !isShown(panel)) location.hash = panel.id;
}

function enter(element) {
  unfold(element);
  if (element.tagName === "DETAILS") element.open = true;
  const fields = "input:not([type=hidden]), textarea, select";
  const field = element.querySelector("input[type=radio]:checked") ?? element.querySelector(fields) ?? element.querySelector("button");
  (field ?? element).focus();
  (field ?? element).scrollIntoView({ block: "nearest" });
}

function press(element, key) {
  unfold(element);
  if (isRefused(element)) {
    element.focus();
    say(document.getElementById(element.getAttribute("aria-describedby"))?.textContent ?? "");
  } else if (element.matches("details, fieldset, form")) {
    enter(element);
    if (key === "d") element.querySelector("textarea")?.focus();
  } else if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.focus();
    element.click();
  }
}

/** Choose the rating with this number in the form that is open. */
function rate(number) {
  const choices = [...desk().querySelectorAll(".rating-choices")];
  const open = choices.find((each) => !each.closest("details:not([open])")) ?? choices[0];
  const radio = open?.querySelectorAll("input[type=radio]")[number - 1];
  if (!radio) return false;
  unfold(radio);
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!desk() || event.defaultPrevented) return;
  const { key } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form[method=post]");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target)) return;
  if (busy) {
    waiting = key;
    return;
  }
  if (act(key)) event.preventDefault();
});

/** What a key does, if anything. */
function act(key) {
  if (/^[1-9]$/.test(key)) return rate(Number(key));
  const found = target(key);
  if (found) press(found, key);
  return Boolean(found);
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
});

// --- Moving on in place -------------------------------------------------------------------------

let scrolled = { list: 0, article: 0 };
// While the next page is on its way a key waits for it, rather than act on the one that goes.
let busy = false;
let waiting = "";
const settled = () => {
  busy = false;
  const key = waiting;
  waiting = "";
  if (key) act(key);
};
const offline = (shown) => {
  const line = document.getElementById("offline");
  if (line) line.hidden = !shown;
};

// A part of the page that is asked for by itself keeps nobody waiting.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id !== "desk") return;
  busy = true;
  scrolled = { list: document.getElementById("waiting")?.scrollTop ?? 0, article: document.getElementById("article")?.scrollTop ?? 0 };
  offline(false);
  desk()?.setAttribute("aria-busy", "true");
});

// A page that is not the desk's is gone to, not put in its place.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, boosted } = event.detail;
  if (event.detail.target?.id === "desk" && !xhr.responseText.includes('id="desk"')) {
    event.detail.shouldSwap = false;
    if (requestConfig.verb === "get" && boosted !== false) location.assign(xhr.responseURL);
    else offline(true);
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "desk" && event.target.id !== "desk") return;
  arrive();
  settled();
});
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    if (event.detail.target && event.detail.target.id !== "desk") return;
    // A form older than the last signing in: a page that is loaded anew has one that is taken, and
    // what was typed comes back into it.
    if (event.detail.xhr?.status === 403) return location.reload();
    desk()?.removeAttribute("aria-busy");
    busy = false;
    waiting = "";
    offline(true);
  });
}

const ABOVE = 80; // pixels that what stays above the article takes

/** Bring the words in hand into view, where the article scrolls by itself. */
function showWords() {
  const article = document.getElementById("article");
  const words = article?.querySelector(".mark.in-hand");
  if (!words || !isShown(words) || article.scrollHeight <= article.clientHeight) return;
  const box = article.getBoundingClientRect();
  const { top, bottom } = words.getBoundingClientRect();
  if (top < box.top + ABOVE || bottom > box.bottom) article.scrollTop += top - box.top - box.height / 3;
}

/** What the address leads to, in the panel of the claim: a comment, or a question to an expert. */
function placeInHand() {
  const place = document.getElementById(location.hash.slice(1));
  return place?.parentElement.closest("#claim") ? place : undefined;
}

/** Ready the page: keys on show, the list where it was, the words in hand in view, and the focus. */
function arrive() {
  for (const hidden of document.querySelectorAll("[data-opens]")) hidden.hidden = false;
  const list = document.getElementById("waiting");
  if (list) {
    list.scrollTop = scrolled.list;
    list.querySelector(".in-hand")?.scrollIntoView({ block: "nearest" });
  }
  const article = document.getElementById("article");
  if (article) article.scrollTop = scrolled.article;
  showWords();
  const message = document.querySelector("#desk .message:not([hidden])");
  const place = placeInHand();
  const first = document.querySelector("#desk [autofocus]") ?? place ?? message ?? document.getElementById("claim-h");
  if (place) {
    unfold(place);
    place.scrollIntoView({ block: "nearest" });
    if (message) say(message.textContent);
  }
  if (first && document.activeElement === document.body) {
    if (!first.hasAttribute("tabindex") && !first.matches("input, textarea, select, button, a")) first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }
}

if (desk()) {
  for (const hidden of document.querySelectorAll("[data-opens]")) hidden.hidden = false;
  if (!location.hash) showWords();
}
