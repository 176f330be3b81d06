//! A folder of files that goes with the test.

use std::fs;
use std::path::PathBuf;

/// A temporary folder, empty at first and gone at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    /// One of its own for this name.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("caseproof-folder-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    /// The same with a file.
    pub fn with(self, name: &str, text: &str) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    /// The text of one of its files.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("a file")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
