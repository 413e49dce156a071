//! Figures within a page, and what moves them.

use crate::book::{Motion, Page};
use crate::{Error, Result, latex};
use ma6202_exercises::moving::Frames;
use ma6202_figure::{Parts, Svg, ViewBox};
use ma6202_language::Language;

/// The figure that a chapter shows at this address, the one of this number.
///
/// # Errors
/// One that the page does not have.
pub fn html(page: &Page, address: &str, number: usize, language: Language) -> Result<String> {
    let name = address.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".svg").unwrap_or(name);
    let figure = page.figures.iter().find(|figure| figure.stem == stem);
    let figure = figure.ok_or_else(|| Error::no_figure(&page.name, address))?;
    let id = stem.split('.').next().unwrap_or(stem);
    let name = language.pick("Figura", "Figure");
    let number = format!("{}{number}", latex::number(page.title()));
    // Who hears the picture's description need not hear it again.
    let caption = format!(
        "<figcaption><b>{name} {number}:</b> <span aria-hidden=\"true\">{}</span></figcaption>\n",
        escaped(&figure.description)
    );
    Ok(match &figure.motion {
        None => format!(
            "<figure id=\"{id}\">\n{}{caption}</figure>\n",
            picture(id, &figure.still, language)
        ),
        Some(motion) => moving(id, motion, &caption, language),
    })
}

/// Its letters are as large as they can be read. Where it is wider than the page, its panels stand
/// one below the other; what is wider still is moved sideways, and nothing else of the figure.
fn picture(id: &str, svg: &Svg, language: Language) -> String {
    let told = language.pick("figura", "figure");
    let shown = if svg.parts().panels.is_empty() { svg.text().into() } else { apart(id, svg) };
    format!(
        "<div class=\"picture\" role=\"group\" tabindex=\"0\" aria-label=\"{told}\">\n{shown}</div>"
    )
}

/// Pixels of the smallest letters of a picture, and of those that can be read.
const LETTERS: (i32, i32) = (11, 9);

/// A picture, and its parts.
fn apart(id: &str, svg: &Svg) -> String {
    // The parts are windows through which the picture is seen a second time.
    let (head, drawn) =
        svg.text().split_once("</desc>").expect("each picture of a page is described");
    let drawn = drawn.strip_suffix("</svg>\n").expect("a picture's last element closes its root");
    let part = |part: &ViewBox, least: i32| {
        let width = part.pixels();
        format!(
            "<svg style=\"width: {width}px; min-width: {least}px\" viewBox=\"{part}\">\
             <use href=\"#{id}-drawn\"/></svg>\n"
        )
    };
    let legible = |panel: &ViewBox| (panel.pixels() * LETTERS.1 + LETTERS.0 - 1) / LETTERS.0;
    let Parts { panels, legend } = svg.parts();
    let panels: String = panels.iter().map(|panel| part(panel, legible(panel))).collect();
    // Its letters are larger, and its entries are no wider than a panel.
    let legend: String = legend.iter().map(|entry| part(entry, 0)).collect();
    let title = escaped(svg.title());
    format!(
        "<div class=\"whole\">\n{head}</desc><g id=\"{id}-drawn\" class=\"drawn\">{drawn}</g></svg>\n</div>\n\
         <div class=\"apart\" aria-hidden=\"true\">\n<p>{title}</p>\n{panels}<div>{legend}</div></div>"
    )
}

fn moving(id: &str, motion: &Motion, caption: &str, language: Language) -> String {
    let Motion { sliders, frames: Frames { picture, says, first } } = motion;
    let mut controls = String::new();
    for (number, slider) in sliders.iter().enumerate() {
        let (name, last) = (escaped(&slider.name), slider.places.len() - 1);
        let (start, place) = (slider.start, escaped(&slider.places[slider.start]));
        let input = format!("{id}-slider-{}", number + 1);
        controls += &format!(
            "<label for=\"{input}\">{name}</label><input type=\"range\" id=\"{input}\" min=\"0\" \
             max=\"{last}\" value=\"{start}\" aria-valuetext=\"{place}\">\n"
        );
    }
    let inputs: Vec<String> =
        (1..=sliders.len()).map(|number| format!("{id}-slider-{number}")).collect();
    let places: Vec<&Vec<String>> = sliders.iter().map(|slider| &slider.places).collect();
    let data = serde_json::json!({ "says": says, "places": places });
    // Within a script "</" would end it.
    let data = data.to_string().replace("</", "<\\/");
    let group = language.pick("mueve la figura", "moves the figure");
    let (inputs, now, picture) =
        (inputs.join(" "), escaped(&says[*first]), self::picture(id, picture, language));
    format!(
        "<figure id=\"{id}\" class=\"moving\">\n{picture}<div class=\"controls\" role=\"group\" aria-label=\"{group}\" \
         hidden>\n{controls}<output for=\"{inputs}\">{now}</output></div>\n\
         <script type=\"application/json\">{data}</script>\n{caption}</figure>\n"
    )
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
