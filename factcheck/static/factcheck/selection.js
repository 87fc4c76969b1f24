// Marking a claim: the words selected in the article, with what stands around them, go into the form
// of the marker. Offsets stay the server's business: it finds the place by the rules of the domain.

const AROUND = 32; // code points of context on each side, as anchors keep them
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, figcaption";

const marker = () => document.querySelector("form[data-marker]");
const article = () => document.querySelector("#article .desk-article");
const isNumber = (node) => node.parentElement.closest(".mark-no") !== null;

/** The article's text nodes that are its words, not the numbers of marks. */
function wordNodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (!isNumber(walker.currentNode)) nodes.push(walker.currentNode);
  return nodes;
}

/** The words of a range; blocks stand on lines of their own, as in the article's text. */
function wordsOf(range) {
  let words = "";
  let block = null;
  for (const node of wordNodes(article())) {
    if (!range.intersectsNode(node)) continue;
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    const here = node.parentElement.closest(BLOCKS);
    if (block && here !== block && words && !words.endsWith("\n")) words += "\n";
    block = here;
    words += node.data.slice(start, end);
  }
  return words.replace(/[ \t\u00a0]*\n\s*/g, "\n").replace(/[ \t]+/g, " ");
}

function around(range, before) {
  const whole = document.createRange();
  whole.selectNodeContents(article());
  if (before) whole.setEnd(range.startContainer, range.startOffset);
  else whole.setStart(range.endContainer, range.endOffset);
  const words = [...wordsOf(whole)];
  return (before ? words.slice(-AROUND) : words.slice(0, AROUND)).join("");
}

/** The selection, if it lies in the article and has words. */
function selected() {
  const selection = getSelection();
  if (!article() || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return article().contains(range.commonAncestorContainer) ? range : null;
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-marker]")) return;
    const range = selected();
    if (!range) {
      if (chosen < 0) {
        event.preventDefault();
        event.stopImmediatePropagation();
        begin();
      }
      return;
    }
    form.elements.exact.value = wordsOf(range).trim();
    form.elements.prefix.value = around(range, true);
    form.elements.suffix.value = around(range, false);
    stop();
  },
  true,
);

// --- Without a mouse: sentence by sentence ---------------------------------------------------------

let sentences = [];
let chosen = -1;

/** Ranges of the article's sentences, block by block. */
function sentenceRanges() {
  const segmenter = new Intl.Segmenter(article().lang || undefined, { granularity: "sentence" });
  const blocks = new Map();
  for (const node of wordNodes(article())) {
    const block = node.parentElement.closest(BLOCKS);
    if (!blocks.has(block)) blocks.set(block, []);
    blocks.get(block).push(node);
  }
  const ranges = [];
  for (const nodes of blocks.values()) {
    const text = nodes.map((node) => node.data).join("");
    for (const { segment, index } of segmenter.segment(text)) {
      const words = segment.trim();
      if (!words) continue;
      const start = index + segment.indexOf(words[0]);
      ranges.push(rangeIn(nodes, start, start + words.length));
    }
  }
  return ranges;
}

function rangeIn(nodes, start, end) {
  const range = document.createRange();
  let at = 0;
  for (const node of nodes) {
    if (start >= at && start < at + node.length) range.setStart(node, start - at);
    if (end > at && end <= at + node.length) range.setEnd(node, end - at);
    at += node.length;
  }
  return range;
}

function choose(place) {
  chosen = Math.max(0, Math.min(sentences.length - 1, place));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(sentences[chosen].cloneRange());
  sentences[chosen].startContainer.parentElement.scrollIntoView({ block: "nearest" });
  const said = document.getElementById("said");
  if (said) said.textContent = selection.toString();
}

function begin() {
  sentences = sentenceRanges();
  if (!sentences.length) return;
  const panel = document.getElementById("article");
  if (!panel.checkVisibility?.()) location.hash = "article";
  panel.focus({ preventScroll: true });
  const box = panel.getBoundingClientRect();
  const inView = sentences.findIndex((range) => range.getBoundingClientRect().top >= Math.max(0, box.top));
  marker().querySelector("[data-marking]").hidden = false;
  choose(Math.max(0, inView));
}

function stop() {
  chosen = -1;
  const hint = marker()?.querySelector("[data-marking]");
  if (hint) hint.hidden = true;
}

document.addEventListener(
  "keydown",
  (event) => {
    if (chosen < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const selection = getSelection();
    const acts = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      ArrowRight: () => event.shiftKey && selection.modify("extend", "forward", "word"),
      ArrowLeft: () => event.shiftKey && selection.modify("extend", "backward", "word"),
      Enter: () => {
        document.activeElement.blur(); // what comes next is in the form of the new claim
        marker().requestSubmit();
      },
      Escape: () => {
        selection.removeAllRanges();
        stop();
      },
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    acts[event.key]();
  },
  true,
);
document.addEventListener("htmx:afterSwap", stop);
