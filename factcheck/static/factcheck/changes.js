// Compare pages: n and p lead to the next and the previous change, like the links at each of them.

const changes = [...document.querySelectorAll(".diff-pair.changed")];
const STEPS = { n: 1, p: -1 };

/** Whether keys are being typed into something, and so are not ours. */
function isTyping(element) {
  return element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

/** The place of the change to go on from: the one in focus or in the address, else none. */
function present() {
  const here = document.activeElement?.closest(".diff-pair.changed") ?? document.querySelector(":target");
  return changes.indexOf(here);
}

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const at = present();
  const next = changes[at < 0 && step < 0 ? changes.length - 1 : at + step];
  if (!next) return;
  event.preventDefault();
  history.replaceState(null, "", `#${next.id}`);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
});

for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
