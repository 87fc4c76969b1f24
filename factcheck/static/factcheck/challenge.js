// The challenge of a reader's report: the number whose PBKDF2 key begins as asked for is looked for while the reader
// writes. Without it, or where the browser can't, the report is sent all the same, and held.

const LONGEST = 60_000; // milliseconds
const MOST = 5_000; // numbers tried

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ parameters, signature }) {
  const { nonce, salt, cost, keyLength, keyPrefix } = parameters;
  const start = performance.now();
  const begins = bytes(nonce);
  const password = new Uint8Array(begins.length + 4);
  password.set(begins);
  const number = new DataView(password.buffer, begins.length);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  for (let counter = 0; counter < MOST && performance.now() - start < LONGEST; counter += 1) {
    number.setUint32(0, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) {
      return btoa(JSON.stringify({ challenge: { parameters, signature }, solution: { counter, derivedKey } }));
    }
  }
  return "";
}

function prepare(form) {
  let solving; // begins with the first key, so that who only looks works for nothing
  let done = false;
  const begin = () => {
    solving ??= solve(JSON.parse(form.dataset.challenge))
      .catch(() => "")
      .then((proof) => {
        form.elements.proof.value = proof;
        done = true;
      });
    return solving;
  };
  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener("submit", (event) => {
    if (done) {
      return;
    }
    event.preventDefault();
    form.querySelector("[data-challenge-status]").textContent = form.dataset.working;
    begin().then(() => form.requestSubmit());
  });
}

const form = document.querySelector("form[data-challenge]");
if (form && globalThis.crypto?.subtle) {
  prepare(form);
}
