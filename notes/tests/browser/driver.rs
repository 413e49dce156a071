//! Finds a browser and starts its driver.

use super::session::Session;
use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

/// The names of browsers that the driver starts.
const BROWSERS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: &str = "chromedriver";

/// Browsers that wait for the next check, one for each that runs at the same time.
pub struct Browsers {
    browser: Option<PathBuf>,
    driver: Option<PathBuf>,
    running: Mutex<Option<Driver>>,
    waiting: Mutex<Vec<Session>>,
}

/// A driver that runs, and its port.
struct Driver {
    process: Child,
    port: u16,
}

impl Browsers {
    /// Of this machine; none is started yet.
    pub fn find() -> Browsers {
        Browsers {
            browser: BROWSERS.into_iter().find_map(program),
            driver: program(DRIVER),
            running: Mutex::default(),
            waiting: Mutex::default(),
        }
    }

    /// What this machine has not.
    pub fn missing(&self) -> Option<&'static str> {
        match (&self.browser, &self.driver) {
            (None, _) => Some("needs chromium"),
            (_, None) => Some("needs chromedriver"),
            _ => None,
        }
    }

    /// What a check answers that is given a browser as if it had just been started. One that a
    /// check gave up is not used again.
    pub fn with<T>(&self, check: impl FnOnce(&Session) -> T) -> T {
        let waiting = self.waiting.lock().expect("nobody panics with it").pop();
        let session = waiting.unwrap_or_else(|| self.start());
        session.reset();
        let answer = check(&session);
        self.waiting.lock().expect("nobody panics with it").push(session);
        answer
    }

    fn start(&self) -> Session {
        let mut running = self.running.lock().expect("a driver that starts");
        let driver = self.driver.as_ref().expect("a check that is not ignored");
        let port = running.get_or_insert_with(|| Driver::start(driver)).port;
        Session::start(port, self.browser.as_ref().expect("a check that is not ignored"))
    }
}

impl Drop for Browsers {
    fn drop(&mut self) {
        // The browsers before their driver.
        self.waiting.get_mut().expect("nobody panics with it").clear();
    }
}

impl Driver {
    /// On a port that is free.
    fn start(path: &PathBuf) -> Driver {
        let mut command = Command::new(path);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("the driver starts");
        let lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        const SAYS: &str = "started successfully on port ";
        let port = lines.map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once(SAYS)?;
            port.trim_end_matches('.').parse().ok()
        });
        Driver { process, port: port.expect("the driver says its port") }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let ended = self.process.kill().and_then(|()| self.process.wait());
        ended.expect("the driver can be ended");
    }
}

/// Where a program is.
fn program(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}
