// Select2 puts a box of its own in place of a select, and leaves it without a name: it gets the select's.
"use strict";

function nameBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const box = document.getElementById(`select2-${select.id}-container`);
    const name = select.getAttribute("aria-label") || select.labels[0]?.textContent.trim();
    if (box && name) {
      box.setAttribute("aria-label", name);
    }
  }
}

django.jQuery(nameBoxes); // after the boxes of autocomplete.js, which is asked for before this file
document.addEventListener("formset:added", nameBoxes);
