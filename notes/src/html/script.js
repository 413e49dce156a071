"use strict";

// Figures that move: a frame for each place of the sliders, the last slider's one after another.
for (const figure of document.querySelectorAll("figure.moving")) {
  const { says, places } = JSON.parse(figure.querySelector("script").textContent);
  const controls = figure.querySelector(".controls");
  const sliders = [...controls.querySelectorAll("input")];
  const groups = [...figure.querySelectorAll("g.frame")].map(
    (group) => [group, new Set(group.dataset.frames.split(" ").map(Number))]);
  const move = () => {
    const number = sliders.reduce((sum, slider) => sum * (Number(slider.max) + 1) + Number(slider.value), 0);
    for (const [group, numbers] of groups) {
      if (numbers.has(number)) group.removeAttribute("display");
      else group.setAttribute("display", "none");
    }
    sliders.forEach((slider, place) => slider.setAttribute("aria-valuetext", places[place][slider.value]));
    controls.querySelector("output").textContent = says[number];
  };
  controls.addEventListener("input", move);
  controls.hidden = false;
  move(); // A browser that comes back to a page keeps where its sliders stood.
}

// The theme: the system's, light or dark; kept for the other pages where the browser allows it.
const themes = ["", "light", "dark"];
const button = document.querySelector(".theme");
let kept = "";
try { kept = localStorage.getItem("theme") ?? ""; } catch { /* Not kept. */ }
const dress = (theme) => {
  document.documentElement.dataset.theme = theme;
  button.textContent = button.dataset.names.split(",")[themes.indexOf(theme)];
};
dress(themes.includes(kept) ? kept : "");
button.hidden = false;
button.addEventListener("click", () => {
  const next = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
  dress(next);
  try { localStorage.setItem("theme", next); } catch { /* Not kept. */ }
});

// The same place in the other language.
const language = document.querySelector(".language");
language?.addEventListener("click", () => {
  language.href = language.href.split("#")[0] + location.hash;
});

// Search: sections that have all words, whatever their accents; those first that have them in
// their titles.
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const search = document.querySelector("[role=search]");
const input = search.querySelector("input");
const results = document.querySelector(".results");
let searched; // Each section's title and words, made plain when they are first asked for.
const find = () => {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  results.replaceChildren();
  if (words.join("").length < 2) return;
  searched ??= sections.map((s) => ({ ...s, head: plain(s.page + " " + s.title), body: plain(s.text) }));
  const phrase = words.join(" ");
  const found = [];
  for (const section of searched) {
    const has = words.every((word) => section.head.includes(word) || section.body.includes(word));
    if (!has) continue;
    const rank = 2 * section.head.includes(phrase) + section.body.includes(phrase)
      + words.filter((word) => section.head.includes(word)).length / words.length;
    found.push([rank, section]);
  }
  found.sort(([a], [b]) => b - a);
  if (found.length === 0) return void (results.textContent = input.dataset.none);
  const list = document.createElement("ol");
  for (const [, section] of found.slice(0, 20)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = section.file;
    link.textContent = section.title === section.page ? section.page : `${section.page} · ${section.title}`;
    link.addEventListener("click", () => results.replaceChildren());
    const at = Math.max(0, ...[phrase, words[0]].map((word) => section.body.indexOf(word)).slice(0, 1));
    const around = document.createElement("p");
    around.textContent = (at > 40 ? "… " : "") + section.text.slice(Math.max(0, at - 40), at + 120) + " …";
    item.append(link, around);
    list.append(item);
  }
  results.append(list);
};
input.addEventListener("input", find);
search.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { input.value = ""; find(); }
});
search.hidden = false;

// On a narrow screen the contents are folded until they are asked for.
const contents = document.querySelector(".contents");
if (matchMedia("(max-width: 60rem)").matches) contents.open = false;
