//! Whether the letters of pictures stand out. (axe-core does not look into pictures.)

use super::pages;
use super::session::Session;
use serde_json::json;

/// Letters that do not stand out from what is drawn below them, in the light and in the dark.
/// Colours are the same in both languages.
pub fn faults(session: &Session) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pages("es") {
        session.open(page);
        for theme in ["light", "dark"] {
            session.media("", theme);
            let found = session.texts(FAINT, json!([]));
            faults.extend(found.into_iter().map(|fault| format!("{page}, {theme}: {fault}")));
        }
    }
    faults
}

/// Contrast as WCAG 2.2 has it, of which it asks 4.5 for small letters. What is below a text is
/// what was filled at its middle.
const FAINT: &str = r#"
const faults = [];
const colour = (text) => text.match(/[\d.]+/g).map(Number);
const light = (rgb) => {
  const [r, g, b] = rgb.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
for (const svg of document.querySelectorAll("main svg:not(.apart *)")) {
  const shapes = [];
  for (const e of svg.querySelectorAll("rect, circle, ellipse, polygon, path, text")) {
    const style = getComputedStyle(e);
    if (style.display === "none" || e.closest("[display=none]")) continue;
    if (e.nodeName !== "text") {
      const opacity = Number(style.fillOpacity) * Number(style.opacity);
      if (style.fill !== "none" && opacity > 0) shapes.push([e, colour(style.fill).slice(0, 3), opacity]);
      continue;
    }
    const box = e.getBBox();
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(e.getCTM());
    let below = colour(getComputedStyle(document.body).backgroundColor).slice(0, 3);
    for (const [shape, fill, opacity] of shapes) {
      const point = middle.matrixTransform(shape.getCTM().inverse());
      if (shape.isPointInFill(point)) below = below.map((part, n) => part * (1 - opacity) + fill[n] * opacity);
    }
    const [one, other] = [light(below), light(colour(style.fill).slice(0, 3))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) faults.push(`${svg.getAttribute("aria-labelledby")}: ${JSON.stringify(e.textContent.trim())} has a contrast of ${contrast.toFixed(2)}, ${style.fill} on ${below.map(Math.round)}`);
  }
}
return faults;
"#;
