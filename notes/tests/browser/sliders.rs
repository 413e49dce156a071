//! Whether keys move the figures.

use super::pages;
use super::session::{END, HOME, RIGHT, Session};
use crate::made::{book, empty_folder};
use crate::spoiled::{MOVING_PAGE, with_moving};
use serde_json::{Value, json};
use std::fs;

/// Of all figures that move.
pub fn faults(session: &Session) -> Vec<String> {
    let moves = |page: &&str| book().files[*page].contains("class=\"moving\"");
    pages("")
        .filter(moves)
        .flat_map(|page| {
            session.open(page);
            of_page(session, page)
        })
        .collect()
}

/// Of one in a page that is put beside the book, so that the script is tried in a book of which no
/// figure moves.
pub fn of_made_up(session: &Session) -> Vec<String> {
    let folder = empty_folder("notes_moving");
    let (page, _) = MOVING_PAGE;
    for (name, text) in with_moving(book()).files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    session.open_in(&folder, page);
    let faults = of_page(session, page);
    let count = session.run("return document.querySelectorAll('figure.moving').length");
    if count == 0 { vec!["nothing moves".into()] } else { faults }
}

/// Each slider goes through all its places, while the others stand where they stood first.
fn of_page(session: &Session, page: &str) -> Vec<String> {
    let mut faults = session.texts(RECORD, json!([]));
    let sliders = session.run("return window.sliders");
    for slider in sliders.as_array().expect("a list") {
        let id = slider["id"].as_str().expect("an id");
        let places = slider["places"].as_u64().expect("a count") as usize;
        session.run_with(
            "document.getElementById(arguments[0]).focus(); window.seen = []",
            json!([id]),
        );
        let keys = format!("{HOME}{}{HOME}{END}", RIGHT.repeat(places - 1));
        session.press(&keys);
        let expected: Vec<usize> = (0..places).chain([0, places - 1]).collect();
        let seen = session.run("return window.seen");
        faults.extend(wrong(&expected, seen.as_array().expect("a list"), id));
        session.run_with(BACK, json!([id]));
    }
    faults.into_iter().map(|fault| format!("{page}: {fault}")).collect()
}

/// What a slider did not do, or what went wrong with a frame.
fn wrong(expected: &[usize], seen: &[Value], id: &str) -> Vec<String> {
    let values = |seen: &[Value]| -> Vec<usize> {
        seen.iter()
            .filter_map(|event| event["value"].as_u64())
            .map(|value| value as usize)
            .collect()
    };
    // A key that changes nothing is no event: where the slider stands at its first place already.
    let went = values(seen);
    if went != expected && went != expected[1..] {
        return vec![format!("{id} went to {went:?}")];
    }
    let texts = seen.iter().filter_map(|event| event["faults"].as_array()).flatten();
    let mut faults: Vec<String> =
        texts.map(|fault| format!("{id}: {}", fault.as_str().unwrap_or_default())).collect();
    let shown = |event: &Value| (event["shown"].clone(), event["says"].clone());
    if seen
        .windows(2)
        .any(|pair| pair[0]["value"] != pair[1]["value"] && shown(&pair[0]) == shown(&pair[1]))
    {
        faults.push(format!("{id} has places that show and say the same"));
    }
    faults
}

/// Puts a slider back where it stood first.
const BACK: &str = r#"
const slider = document.getElementById(arguments[0]);
slider.value = slider.defaultValue;
slider.dispatchEvent(new Event("input", { bubbles: true }));
"#;

/// Lists the sliders; notes after each move what is displayed, read and said. Answers what is wrong
/// before anything moves.
const RECORD: &str = r#"
window.sliders = [];
const faults = [];
for (const figure of document.querySelectorAll("figure.moving")) {
  const { says, places } = JSON.parse(figure.querySelector("script").textContent);
  const inputs = [...figure.querySelectorAll(".controls input")];
  const groups = [...figure.querySelectorAll("g.frame")];
  const svg = figure.querySelector("svg");
  const isDisplayed = (group) => getComputedStyle(group).display !== "none";
  const look = () => {
    const number = inputs.reduce((sum, input, n) => sum * places[n].length + Number(input.value), 0);
    const found = [];
    for (const group of groups) {
      const isOfIt = group.dataset.frames.split(" ").map(Number).includes(number);
      if (isOfIt !== isDisplayed(group)) found.push(`frame ${number}: of ${group.dataset.frames} it is ${isDisplayed(group)} that it is displayed`);
    }
    const output = figure.querySelector("output");
    if (output.textContent !== says[number]) found.push(`frame ${number} says ${output.textContent}`);
    if (output.scrollWidth > output.clientWidth + 1) found.push(`frame ${number}: what it says is cut off`);
    inputs.forEach((input, n) => {
      const text = input.getAttribute("aria-valuetext");
      if (text !== places[n][input.value]) found.push(`${input.id} is read as ${text}`);
    });
    const paper = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (box.width > 0 && (box.left < paper.left - 2 || box.right > paper.right + 2)) found.push(`frame ${number}: ${text.textContent.trim()} is cut off`);
    }
    return found;
  };
  if (inputs.some((input) => input.getBoundingClientRect().width < 40)) faults.push(`${figure.id}: no sliders to be seen`);
  faults.push(...look().map((fault) => `${figure.id} first: ${fault}`));
  figure.addEventListener("input", (event) => {
    const shown = groups.map((group, n) => isDisplayed(group) ? n : -1).filter((n) => n >= 0).join(" ");
    window.seen?.push({ value: Number(event.target.value), faults: look(), shown, says: figure.querySelector("output").textContent });
  });
  for (const input of inputs) window.sliders.push({ id: input.id, places: Number(input.max) + 1 });
}
return faults;
"#;
