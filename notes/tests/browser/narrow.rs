//! Whether a telephone shows what a page says: nothing is moved sideways that could be broken or
//! stacked, what is moved shows that there is more, and letters of pictures can be read.

use super::pages;
use super::session::Session;
use super::width::found;

/// Faults of the pages in a window of 360 pixels, with all that can be opened open.
pub fn faults(session: &Session, language: &str) -> Vec<String> {
    found(session, pages(language), &[360], HIDDEN)
}

/// A matrix and a fraction cannot be broken, a table of numbers is read by its columns.
const HIDDEN: &str = r#"
const faults = [];
for (const details of document.querySelectorAll("details")) details.open = true;
const told = (e) => `${e.className || e.nodeName.toLowerCase()} ${JSON.stringify(e.textContent.trim().slice(0, 80))}`;
for (const e of document.querySelectorAll("main *:not(svg *, math, math *)")) {
  if (e.scrollWidth <= e.clientWidth + 1 || getComputedStyle(e).overflowX !== "auto") continue;
  if (e.matches(".stacked")) faults.push(`is not stacked: ${told(e)}`);
  const isWhole = [...e.querySelectorAll("mfrac")].some((part) => part.getBoundingClientRect().width > e.clientWidth - 60);
  if (e.matches(".formula, .long") && !isWhole && !e.querySelector("mtable")) faults.push(`is not broken: ${told(e)}`);
  if (!getComputedStyle(e).backgroundAttachment.includes("local")) faults.push(`does not show that there is more: ${told(e)}`);
}
for (const figure of document.querySelectorAll("main figure")) {
  const sizes = [...figure.querySelectorAll("text")].map((e) => parseFloat(getComputedStyle(e).fontSize));
  const [whole, ...parts] = figure.querySelectorAll("svg");
  const shown = parts.length === 0 ? [whole] : parts;
  const scale = Math.min(...shown.map((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width));
  const smallest = Math.min(...sizes) * scale;
  if (smallest < 9) faults.push(`letters of ${smallest.toFixed(1)} pixels: ${figure.id}`);
  if (parts.length === 0) continue;
  if (figure.querySelector(".whole").offsetWidth > 1) faults.push(`is seen twice: ${figure.id}`);
  const picture = figure.querySelector(".picture");
  if (figure.querySelectorAll(".apart > svg").length > 1 && picture.scrollWidth > picture.clientWidth) faults.push(`a panel is out of sight: ${figure.id}`);
}
return faults;
"#;
