//! One browser, told what to do.
//!
//! # Source
//! WebDriver, W3C; `goog/cdp/execute` is the driver's own, and hands on commands of the Chrome
//! DevTools Protocol. A library for it brings an asynchronous runtime and five times the code to
//! compile; these are the eight calls that the checks make.

use crate::made;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use ureq::Agent;

/// Keys as WebDriver names them.
pub const TAB: &str = "\u{e004}";
pub const ENTER: &str = "\u{e007}";
pub const ESCAPE: &str = "\u{e00c}";
pub const END: &str = "\u{e010}";
pub const HOME: &str = "\u{e011}";
pub const RIGHT: &str = "\u{e014}";

/// A browser that runs; it ends with this.
pub struct Session {
    agent: Agent,
    address: String,
    _profile: TempDir,
}

impl Session {
    /// Has the driver start a browser that knows nobody and asks nobody.
    pub fn start(port: u16, browser: &Path) -> Session {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .new_agent();
        let profile = TempDir::new().expect("a folder can be made");
        let profile_option = format!("--user-data-dir={}", profile.path().display());
        let options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            &profile_option,
        ];
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "binary": browser, "args": options },
            "goog:loggingPrefs": { "browser": "ALL" },
        }}});
        let driver = format!("http://127.0.0.1:{port}/session");
        let started = post(&agent, &driver, &capabilities);
        let id = started["sessionId"].as_str().unwrap_or_else(|| panic!("no browser: {started}"));
        Session { address: format!("{driver}/{id}"), agent, _profile: profile }
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        post(&self.agent, &format!("{}/{path}", self.address), body)
    }

    /// A command of the DevTools.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// As it was started: nothing kept, nothing emulated.
    pub fn reset(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": false }));
        self.media("", "light");
        self.width(1280);
        self.open("es/index.html");
        self.run("localStorage.clear()");
        self.console();
    }

    /// How wide the window is.
    pub fn width(&self, width: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false }),
        );
    }

    /// What it is shown on, "print" or "", and in which theme.
    pub fn media(&self, media: &str, theme: &str) {
        let features = [
            json!({ "name": "prefers-color-scheme", "value": theme }),
            json!({ "name": "prefers-reduced-motion", "value": "reduce" }),
        ];
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "media": media, "features": features }),
        );
    }

    /// Opens a page of the book, "es/index.html#top", from the disk.
    pub fn open(&self, page: &str) {
        self.open_in(&made::html(), page);
    }

    /// Opens a page in a folder.
    pub fn open_in(&self, folder: &Path, page: &str) {
        let folder = folder.canonicalize().expect("a folder of pages");
        // A page at another place of the same file would not be loaded again.
        self.post("url", &json!({ "url": "about:blank" }));
        self.post("url", &json!({ "url": format!("file://{}/{page}", folder.display()) }));
    }

    /// The part of the page's address behind the folder of the book: "es/index.html#top".
    pub fn place(&self) -> String {
        let address = self.run("return location.href");
        let address = address.as_str().expect("an address");
        let mut parts = address.rsplitn(3, '/');
        let (page, language) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        format!("{language}/{page}")
    }

    /// What a script answers.
    pub fn run(&self, script: &str) -> Value {
        self.run_with(script, json!([]))
    }

    /// What a script answers to arguments.
    pub fn run_with(&self, script: &str, arguments: Value) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// What a script hands to its last argument.
    pub fn wait_for(&self, script: &str) -> Value {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Texts that a script answers.
    pub fn texts(&self, script: &str, arguments: Value) -> Vec<String> {
        let answer = self.run_with(script, arguments);
        let texts = answer.as_array().unwrap_or_else(|| panic!("no list: {answer}")).iter();
        texts.map(|text| text.as_str().map_or_else(|| text.to_string(), Into::into)).collect()
    }

    /// Presses keys, one after another, wherever the focus is.
    pub fn press(&self, keys: &str) {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": key })))
            .collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post("actions", &json!({ "actions": [keyboard] }));
    }

    /// Presses the mouse on the first element of this selector.
    pub fn click(&self, selector: &str) {
        let found = json!({ "using": "css selector", "value": selector });
        let found = self.post("element", &found);
        let id = found.as_object().and_then(|found| found.values().next()?.as_str());
        let id = id.unwrap_or_else(|| panic!("no {selector}: {found}"));
        self.post(&format!("element/{id}/click"), &json!({}));
    }

    /// What the console has said since it was last asked, but not what is only for who debugs.
    pub fn console(&self) -> Vec<String> {
        let log = self.post("se/log", &json!({ "type": "browser" }));
        let entries = log.as_array().unwrap_or_else(|| panic!("no log: {log}")).iter();
        let loud = entries.filter(|entry| entry["level"] != "DEBUG" && entry["level"] != "INFO");
        loud.map(|entry| format!("the console says: {}", entry["message"])).collect()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A browser that does not answer any more ends with its driver.
        let _ = self.agent.delete(&self.address).call();
    }
}

fn post(agent: &Agent, address: &str, body: &Value) -> Value {
    let sent = agent.post(address).content_type("application/json").send(body.to_string());
    let mut answer = sent.unwrap_or_else(|error| panic!("the driver does not answer: {error}"));
    let read = answer.body_mut().with_config().limit(100 << 20).read_to_string();
    let text = read.unwrap_or_else(|error| panic!("the driver stops: {error}"));
    let mut answer: Value = serde_json::from_str(&text).expect("JSON of the driver");
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(error) => panic!("{error}: {}", value["message"].as_str().unwrap_or_default()),
        None => value,
    }
}
