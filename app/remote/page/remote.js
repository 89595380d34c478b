"use strict";
// The remote's page. It asks once a second what is shown, and sends a press as one request: one press is one step.
const at = id => document.getElementById(id);
const kept = {
  get token() { return sessionStorage.getItem("token"); },
  set token(value) { value ? sessionStorage.setItem("token", value) : sessionStorage.removeItem("token"); },
  get size() { return Number(localStorage.getItem("size")) || 18; },
  set size(value) { localStorage.setItem("size", String(value)); },
};
let shown = null, ticker = 0, pending = Promise.resolve();

async function ask(method, path, body) {
  const headers = {};
  if (kept.token) headers.Authorization = "Bearer " + kept.token;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: "no-store",
                                     signal: AbortSignal.timeout ? AbortSignal.timeout(5000) : undefined });
  let said = {};
  try { said = await answer.json(); } catch { /* an answer without words */ }
  return { status: answer.status, said };
}

// Notes are Markdown of a few kinds; everything becomes text nodes, so that notes can hold no markup.
function inline(to, text) {
  for (const [i, part] of text.replace(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)").split("**").entries()) {
    if (!part) continue;
    const node = document.createElement(i % 2 ? "b" : "span");
    node.textContent = part.replace(/`/g, "");
    to.append(node);
  }
}
function write_notes(markdown) {
  const notes = at("notes");
  notes.replaceChildren();
  let list = null, paragraph = null;
  for (const line of markdown.split(/\r?\n/)) {
    const heading = line.match(/^#{1,6}\s+(.*)/), item = line.match(/^\s*(?:[-*]|\d+\.)\s+(.*)/);
    if (heading) {
      list = paragraph = null;
      const h = document.createElement("h2");
      inline(h, heading[1]);
      notes.append(h);
    } else if (item) {
      paragraph = null;
      if (!list) notes.append(list = document.createElement("ul"));
      const li = document.createElement("li");
      inline(li, item[1]);
      list.append(li);
    } else if (!line.trim()) {
      list = paragraph = null;
    } else {
      list = null;
      if (!paragraph) notes.append(paragraph = document.createElement("p"));
      else paragraph.append(" ");
      inline(paragraph, line.trim());
    }
  }
  notes.scrollTop = 0;
}

const minutes = s => (s < 0 ? "−" : "") + Math.floor(Math.abs(s) / 60) + ":" + String(Math.floor(Math.abs(s) % 60)).padStart(2, "0");

function show(view) {
  at("lost").hidden = true;
  if (!shown || shown.notes !== view.notes || shown.scene !== view.scene) write_notes(view.notes);
  if (!shown || JSON.stringify(shown.scenes) !== JSON.stringify(view.scenes))
    at("scenes").replaceChildren(...view.scenes.map((title, i) => new Option(`${i + 1}  ${title}`, String(i + 1))));
  at("scenes").value = String(view.scene);
  at("number").textContent = view.scenes.length ? `${view.scene} / ${view.scenes.length}` : "–";
  at("title").textContent = view.presenting ? view.title : view.title || "The show has not begun";
  at("next").textContent = view.next || "end of the talk";
  at("clock").textContent = minutes(view.elapsed_s) + (view.remaining_s === null ? "" : "  ·  " + minutes(view.remaining_s) + " left");
  at("clock").classList.toggle("over", view.remaining_s !== null && view.remaining_s < 0);
  at("black").setAttribute("aria-pressed", String(view.blank));
  at("black").textContent = view.blank ? "Show again" : "Blank";
  shown = view;
}

function open_door(reason) {
  clearTimeout(ticker);
  kept.token = null;
  shown = null;
  at("stage").hidden = true;
  at("door").hidden = false;
  at("refused").textContent = reason || "";
  at("pin").focus();
}

async function look() {
  clearTimeout(ticker);
  try {
    const { status, said } = await ask("GET", "/api/show");
    if (status === 401) return open_door("");
    if (status === 200) show(said);
  } catch { at("lost").hidden = false; }
  ticker = setTimeout(look, document.hidden ? 5000 : 1000);
}

function press(path, body) {
  if (navigator.vibrate) navigator.vibrate(15);
  // One after the other, so that two quick presses arrive in the order in which they were made.
  pending = pending.then(async () => {
    try {
      const { status } = await ask("POST", path, body);
      if (status === 401) return open_door("");
      setTimeout(look, 80);
    } catch { at("lost").hidden = false; }
  });
}

at("door").addEventListener("submit", async event => {
  event.preventDefault();
  const field = at("pin");
  try {
    const { status, said } = await ask("POST", "/api/login", { pin: field.value });
    field.value = "";
    if (status === 200) {
      kept.token = said.token;
      at("door").hidden = true;
      at("stage").hidden = false;
      return look();
    }
    const wait = said.wait_s > 0 ? ` Wait ${said.wait_s} s.` : said.tries_left > 0 ? ` ${said.tries_left} more tries.` : "";
    at("refused").textContent = (status === 403 ? "That is not the PIN." : status === 429 ? "Too many wrong PINs." : "The program refused.") + wait;
  } catch { at("refused").textContent = "No connection to the program."; }
});
at("on").addEventListener("click", () => press("/api/next"));
at("back").addEventListener("click", () => press("/api/previous"));
at("black").addEventListener("click", () => press("/api/blank"));
at("scenes").addEventListener("change", event => press("/api/goto", { scene: Number(event.target.value) }));
const resize = by => { kept.size = Math.min(40, Math.max(14, kept.size + by)); document.documentElement.style.setProperty("--size", kept.size + "px"); };
at("smaller").addEventListener("click", () => resize(-2));
at("larger").addEventListener("click", () => resize(2));
document.addEventListener("visibilitychange", () => { if (!document.hidden && kept.token) look(); });
resize(0);
if (kept.token) { at("door").hidden = true; at("stage").hidden = false; look(); } else open_door("");
