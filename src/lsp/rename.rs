//! Where a name is given and named, and what a new one would change.

use std::collections::HashMap;

use gen_lsp_types::{Location, PrepareRenamePlaceholder, TextEdit, WorkspaceEdit};

use super::documents::{Document, Documents};
use super::names::{Name, Page, base_of, is_given, name_at, pages, same};
use super::place::{spot_at, spots};
use crate::design::{ID_RULE, Named, is_id};
use crate::yaml::scalar;

/// Where what is named at a byte is given; of `extends` the file itself.
pub(super) fn definitions(documents: &Documents, document: &Document, offset: usize) -> Vec<Location> {
    let (pages, design) = around(documents, document, offset);
    let all = spots(document.text.as_str());
    if spot_at(&all, offset).is_some_and(|spot| !spot.key && spot.path == ["extends"]) {
        let base = base_of(&all, design, document.path.as_deref());
        return base
            .into_iter()
            .map(|path| Location { uri: documents.uri_of(&path), range: gen_lsp_types::Range::default() })
            .collect();
    }
    let Some(name) = name_at(&pages, offset) else { return Vec::new() };
    places(documents, document, &pages, |other| other.given && same(other, name))
}

/// Every place that names what is named at a byte.
pub(super) fn references(documents: &Documents, document: &Document, offset: usize, declared: bool) -> Vec<Location> {
    let (pages, _) = around(documents, document, offset);
    let Some(name) = name_at(&pages, offset).filter(|name| is_given(&pages, name)) else { return Vec::new() };
    places(documents, document, &pages, |other| same(other, name) && (declared || !other.given))
}

/// What would be renamed at a byte; why nothing can be.
pub(super) fn prepare(documents: &Documents, document: &Document, offset: usize) -> Result<PrepareRenamePlaceholder, String> {
    let (pages, _) = around(documents, document, offset);
    let name = renamed(&pages, offset)?;
    Ok(PrepareRenamePlaceholder { range: document.text.range(name.range.clone()), placeholder: own(name).to_owned() })
}

/// The edits that give what is named at a byte another name wherever it is named; why that cannot be done.
pub(super) fn rename(documents: &Documents, document: &Document, offset: usize, new: &str) -> Result<WorkspaceEdit, String> {
    let (pages, _) = around(documents, document, offset);
    let name = renamed(&pages, offset)?;
    if !may_be_called(name.of, new) {
        return Err(format!("`{new}` is no id: {ID_RULE}"));
    }
    let id = match name.id.rsplit_once('.') {
        Some((part, _)) if name.of == Named::Dimension => format!("{part}.{new}"),
        _ => new.to_owned(),
    };
    let of = name.of;
    if new != own(name) && pages.iter().flat_map(|page| &page.names).any(|other| other.given && other.of == of && other.id == id)
    {
        return Err(format!("there is another `{new}` already"));
    }
    in_records(document, name)?;
    let mut changes: HashMap<_, Vec<TextEdit>> = HashMap::new();
    for page in &pages {
        let uri = page.path.as_ref().map_or_else(|| document.uri.clone(), |path| documents.uri_of(path));
        for other in page.names.iter().filter(|other| same(other, name)) {
            if !other.plain && other.of == Named::Dimension {
                return Err("it is written with escapes somewhere; write it plainly first".to_owned());
            }
            let new_text = if other.plain && !other.bare { new.to_owned() } else { scalar(new) };
            let edit = TextEdit { range: page.text.range(other.range.clone()), new_text };
            let edits = changes.entry(uri.clone()).or_default();
            if !edits.contains(&edit) {
                edits.push(edit);
            }
        }
    }
    Ok(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

/// Whether something may have an id. Tasks and grades may have words with spaces between them as well.
fn may_be_called(of: Named, id: &str) -> bool {
    match of {
        Named::Task | Named::Material => id.split(' ').all(is_id),
        _ => is_id(id),
    }
}

/// A name in a file of records is nothing that an editor of designs may change.
fn in_records(document: &Document, name: &Name) -> Result<(), String> {
    let records = document.sources.iter().skip(1).filter(|source| source.path.to_lowercase().ends_with(".csv"));
    for source in records {
        let cells = source.text.split([',', ';', '\t', '\n', '\r', '"']);
        if cells.map(str::trim).any(|cell| cell == name.id || cell == own(name)) {
            return Err(format!("`{}` is named in {} as well; change it there first", own(name), source.path));
        }
    }
    Ok(())
}

/// The pages around a byte of an open text, and the design it stands in.
fn around(documents: &Documents, document: &Document, offset: usize) -> (Vec<Page>, usize) {
    let text = document.text.as_str();
    let design = spot_at(&spots(text), offset).map_or(0, |spot| spot.design);
    (pages(documents, document, text, design), design)
}

fn renamed(pages: &[Page], offset: usize) -> Result<&Name, String> {
    let name = name_at(pages, offset).ok_or("there is no name here")?;
    if is_given(pages, name) { Ok(name) } else { Err(format!("`{}` is given nowhere in this design", name.id)) }
}

/// The id as it is written at its place.
fn own(name: &Name) -> &str {
    if name.of == Named::Dimension { name.id.rsplit_once('.').map_or(&*name.id, |(_, own)| own) } else { &name.id }
}

fn places(documents: &Documents, document: &Document, pages: &[Page], which: impl Fn(&Name) -> bool) -> Vec<Location> {
    let mut found: Vec<Location> = Vec::new();
    for page in pages {
        let uri = page.path.as_ref().map_or_else(|| document.uri.clone(), |path| documents.uri_of(path));
        for name in page.names.iter().filter(|name| which(name)) {
            let location = Location { uri: uri.clone(), range: page.text.range(name.range.clone()) };
            if !found.contains(&location) {
                found.push(location);
            }
        }
    }
    found
}
