// What is typed in `main form[data-draft]` is kept in this browser, per account, until the server has
// accepted it: a lost connection, an expired session or a closed window loses nothing. Hidden fields,
// passwords and files are never kept. The server tells by a cookie which drafts it has accepted.

const PREFIX = "factcheck draft ";
const ACCEPTED = "accepted_drafts";
const PAUSE = 400;
const DAYS = 30;
const NOT_KEPT = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);

const begun = new WeakSet();
const waiting = new Map(); // forms in which something was typed a moment ago, with their timers
let signedOut = false;

// --- The drafts of this browser ---------------------------------------------------------------

const address = (key) => `${PREFIX}${document.body.dataset.account} ${key}`;

/** What the store says, or undefined where the browser keeps nothing for us. */
function stored(work) {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
}

function read(key) {
  return stored((store) => JSON.parse(store.getItem(address(key))));
}

function forget(key) {
  stored((store) => store.removeItem(address(key)));
}

/** Drop the drafts of all accounts of which `isOver` is true. */
function drop(isOver) {
  stored((store) => {
    for (const name of Object.keys(store).filter((each) => each.startsWith(PREFIX))) {
      if (isOver(store.getItem(name))) store.removeItem(name);
    }
  });
}

function isOld(text) {
  try {
    return Date.now() - Date.parse(JSON.parse(text).at) > DAYS * 86_400_000;
  } catch {
    return true;
  }
}

// --- The boxes of a form ----------------------------------------------------------------------

function boxes(form) {
  return [...form.elements].filter(
    (box) => box.name && !NOT_KEPT.has(box.type) && !box.readOnly && /^(?:INPUT|TEXTAREA|SELECT)$/.test(box.tagName),
  );
}

const isTicked = (box) => box.type === "checkbox" || box.type === "radio";

/** Whether a box holds what the server put there. */
function isUntouched(box) {
  if (isTicked(box)) return box.checked === box.defaultChecked;
  if (box.tagName !== "SELECT") return box.value === box.defaultValue;
  const options = [...box.options];
  const preset = options.some((option) => option.defaultSelected);
  return options.every((option, place) => {
    const usual = preset ? option.defaultSelected : !box.multiple && place === 0;
    return option.selected === usual;
  });
}

const isPristine = (form) => boxes(form).every(isUntouched);

/** What stands in the boxes: [name, value] pairs, in order. */
function values(form) {
  return boxes(form).flatMap((box) => {
    if (isTicked(box)) return box.checked ? [[box.name, box.value]] : [];
    if (box.multiple) return [...box.selectedOptions].map((option) => [box.name, option.value]);
    return [[box.name, box.value]];
  });
}

function fill(form, pairs) {
  const kept = new Map();
  for (const [name, value] of pairs) kept.set(name, [...(kept.get(name) ?? []), value]);
  for (const box of boxes(form)) {
    const texts = kept.get(box.name) ?? [];
    if (isTicked(box)) box.checked = texts.includes(box.value);
    else if (box.multiple) for (const option of box.options) option.selected = texts.includes(option.value);
    else if (texts.length) box.value = texts.shift();
  }
}

// --- Keeping and restoring --------------------------------------------------------------------

function keep(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  if (signedOut || !document.body.dataset.account) return;
  const key = form.dataset.draft;
  if (isPristine(form) && !("draftTyped" in form.dataset)) {
    forget(key);
    return;
  }
  // The version goes along, so that text from before a colleague's change is never taken for newer.
  const draft = { at: new Date().toISOString(), version: form.elements.version?.value, values: values(form) };
  stored((store) => store.setItem(address(key), JSON.stringify(draft)));
}

function keepAll() {
  for (const form of [...waiting.keys()]) keep(form);
}

function restore(form) {
  const draft = read(form.dataset.draft);
  const pattern = document.getElementById("draft-restored");
  if (!draft || !pattern || !isPristine(form)) return;
  fill(form, draft.values);
  if (isPristine(form)) {
    forget(form.dataset.draft);
    return;
  }
  const version = form.elements.version;
  const newest = version?.value;
  if (version && draft.version) version.value = draft.version;
  const line = pattern.content.firstElementChild.cloneNode(true);
  const time = line.querySelector("time");
  time.dateTime = draft.at;
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(draft.at));
  line.querySelector("button").addEventListener("click", () => {
    form.reset();
    if (version) version.value = newest;
    forget(form.dataset.draft);
    line.remove();
    boxes(form)[0]?.focus();
  });
  form.before(line);
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

/** Forget what the server says it has accepted. */
function accept() {
  const told = document.cookie.split("; ").find((pair) => pair.startsWith(`${ACCEPTED}=`));
  if (!told || !document.body.dataset.account) return;
  for (const key of told.slice(ACCEPTED.length + 1).split(".")) forget(key);
  document.cookie = `${ACCEPTED}=; path=/; max-age=0; samesite=lax`;
}

/** Begin with each form that has come to the page. */
function begin() {
  accept();
  if (!document.body.dataset.account) return;
  for (const form of document.querySelectorAll("main form[data-draft]")) {
    if (begun.has(form)) continue;
    begun.add(form);
    const name = document.createElement("input");
    Object.assign(name, { type: "hidden", name: "draft", value: form.dataset.draft });
    form.append(name);
    if ("draftTyped" in form.dataset) keep(form);
    else restore(form);
  }
}

function typed(event) {
  const form = event.target.form;
  if (!form?.matches?.("main form[data-draft]")) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(keep, PAUSE, form));
}

document.addEventListener("input", typed);
document.addEventListener("change", typed);
document.addEventListener(
  "submit",
  (event) => {
    keepAll();
    if (!event.target.matches("[data-signs-out]") || !navigator.onLine) return;
    signedOut = true;
    drop(() => true); // of everyone: who leaves a shared browser leaves nothing in it
  },
  true,
);
addEventListener("pagehide", keepAll);
addEventListener("pageshow", () => {
  signedOut = false;
  accept();
});
document.addEventListener("htmx:beforeSwap", keepAll);
document.addEventListener("htmx:afterSwap", begin);
document.addEventListener("htmx:historyRestore", begin);

drop(isOld);
begin();
