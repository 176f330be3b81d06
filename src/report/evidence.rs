//! The evidence of a design in words: each claim with what it needs, what is shown and what is missing.

use std::io;

use super::Style;
use super::sanitize::one_line;
use super::wrap::paragraph;
use crate::finding::SourceMap;
use crate::study::{Claim, ClaimKind, Standing};

/// Heading of each kind of claim, in the order of output.
const HEADINGS: [(ClaimKind, &str); 4] = [
    (ClaimKind::Yield, "Yield"),
    (ClaimKind::Capability, "Critical dimensions"),
    (ClaimKind::Test, "Tests"),
    (ClaimKind::Transition, "From samples to production"),
];

/// Writes the claims of one design, those that are open or contradicted first within each kind.
pub fn write_evidence(
    name: &str,
    sources: &SourceMap,
    claims: &[Claim],
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    writeln!(out, "{} ({})", one_line(name), one_line(&sources.main().path))?;
    for (kind, heading) in HEADINGS {
        let mut of_kind: Vec<&Claim> = claims.iter().filter(|claim| claim.kind == kind).collect();
        of_kind.sort_by_key(|claim| match claim.standing {
            Standing::Contradicted => 0,
            Standing::Open => 1,
            Standing::Shown => 2,
        });
        if of_kind.is_empty() {
            continue;
        }
        writeln!(out, "\n{heading}")?;
        for claim in of_kind {
            write_claim(claim, sources, style, out)?;
        }
    }
    let count = |standing| claims.iter().filter(|claim| claim.standing == standing).count();
    writeln!(
        out,
        "\n{} {}: {} shown, {} open, {} contradicted by {} evidence",
        claims.len(),
        if claims.len() == 1 { "claim" } else { "claims" },
        count(Standing::Shown),
        count(Standing::Open),
        count(Standing::Contradicted),
        if claims.len() == 1 { "its" } else { "their" }
    )
}

fn write_claim(claim: &Claim, sources: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let standing = match claim.standing {
        Standing::Shown => "shown",
        Standing::Open => "open",
        Standing::Contradicted => "no",
    };
    write!(out, "{}", paragraph(&format!("  {standing:<6} "), &claim.claim, style.width))?;
    let (file, position) = sources.begin(claim.span);
    let of = if claim.span.file == 0 { String::new() } else { format!(" of {}", one_line(&file.path)) };
    let shown = format!("{} (line {}{of})", claim.shown, position.line);
    let mut rows = vec![("needed", claim.needed.as_str()), ("shown", shown.as_str())];
    if claim.standing == Standing::Shown {
        // What is shown needs no plan.
        rows.remove(0);
    } else if !claim.missing.is_empty() {
        rows.push(("missing", &claim.missing));
    }
    rows.extend(claim.notes.iter().map(|note| ("", note.as_str())));
    for (word, text) in rows {
        write!(out, "{}", paragraph(&format!("         {word:<8} "), text, style.width))?;
    }
    Ok(())
}
