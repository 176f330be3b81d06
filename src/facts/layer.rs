//! Facts of layers.

use super::color;
use super::given::amount;
use super::pair::{self, Fit};
use super::state::{self, Spot};
use super::thermal::{self, Sheet};
use super::typed::{Layer, Material, Part, Records, Test, Thing, methods};
use super::{Known, Lack, Trace, Word, both};
use crate::design::TestKind;
use crate::quantity::Bounds;
use crate::vocabulary::layer_facts;
use crate::vocabulary::words::{GOOD, LAMINATION, NO_BOND};
use crate::world::shown::Target;
use crate::world::views::LayerView;

layer_facts!(methods);

impl<'w> Layer<'w> {
    fn view(self) -> &'w LayerView<'w> {
        &self.world.layers[self.index]
    }

    /// The semantic path of one of its keys.
    fn path(self, key: &str) -> String {
        format!("parts.{}.layers.{}.{key}", self.world.parts[self.view().part].id, self.view().number)
    }

    /// The row of the table of pairs by which it is rated on the layer before it.
    fn fit(self) -> Option<Fit> {
        let party = |layer: usize| {
            let view = &self.world.layers[layer];
            Some(state::party(self.world, view.material?, Some(Spot { part: view.part, layer: Some(layer) })))
        };
        pair::rate(LAMINATION, &party(self.outer()?)?, &party(self.index)?)
    }

    fn spot(self) -> Spot {
        Spot { part: self.view().part, layer: Some(self.index) }
    }

    /// The number of the layer before it, on the outside.
    fn outer(self) -> Option<usize> {
        (self.view().number > 0).then(|| self.index - 1)
    }

    /// The row, or the need for one.
    fn rated(self, trace: &mut Trace) -> Known<Fit> {
        let before = self.before(trace)?;
        if let Some(fit) = self.fit() {
            return Ok(fit);
        }
        let (outer, inner) = both(before.material(trace), self.material(trace))?;
        let id = |material: Material<'w>| self.world.materials[material.index].id;
        trace.unknown(|| format!("pairs.lamination.{}+{}", id(outer), id(inner)))
    }

    /// The layer before it and itself.
    fn bonded_sheets(self, trace: &mut Trace) -> Known<[Sheet<'w>; 2]> {
        Ok([self.before(trace)?, self].map(Sheet::Layer))
    }

    /// The strain by which they would grow apart, and the length of their bond.
    fn strain_and_length(self, trace: &mut Trace) -> Known<(Bounds, Bounds)> {
        let strain = self.mismatch_strain(trace);
        both(strain, self.part(trace)?.length(trace))
    }

    /// What is said of how it is joined to the layer before it; none for the first one.
    fn bond_word(self, trace: &mut Trace) -> Known<Option<&'w str>> {
        if self.view().number == 0 {
            return Ok(None);
        }
        match self.view().layer.bond.get() {
            Some(bond) => {
                trace.given_at(self.view().layer.bond.span(), || self.path("bond"));
                Ok(Some(bond))
            }
            None => trace.unknown(|| self.path("bond")),
        }
    }
}

impl<'w> Facts<'w> for Layer<'w> {
    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let Some(material) = self.view().material else { return trace.unknown(|| self.path("material")) };
        state::trace_material(self.world, self.spot(), trace);
        Ok(Material::at(self.world, material))
    }

    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.view().part))
    }

    fn thickness(self, trace: &mut Trace) -> Known<Bounds> {
        amount(&self.view().layer.thickness, trace, || self.path("thickness"))
    }

    fn bonded(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.bond_word(trace)?.is_some() && self.view().bond.is_some())
    }

    fn inner(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().number > 0)
    }

    fn innermost(self, _: &mut Trace) -> Known<bool> {
        Ok(self.world.parts[self.view().part].layers.last() == Some(&self.index))
    }

    fn bond(self, trace: &mut Trace) -> Known<Material<'w>> {
        self.bond_word(trace)?;
        // Flame, stitches and nothing at all are no materials.
        self.view().bond.map(|bond| Material::at(self.world, bond)).ok_or(Lack::RuledOut)
    }

    fn bond_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().layer.bond.is_given())
    }

    fn before(self, _: &mut Trace) -> Known<Self> {
        self.outer().map(|layer| Self::at(self.world, layer)).ok_or(Lack::RuledOut)
    }

    fn laminated(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.bond_word(trace)?.is_some_and(|bond| !NO_BOND.contains(&bond)))
    }

    fn pair_rating(self, trace: &mut Trace) -> Known<Word> {
        let before = self.before(trace)?;
        if self.fit().is_none() && super::evidence::held(self.world, self.world.parts[self.view().part].id, trace) {
            return Ok(GOOD.into());
        }
        let fit = self.rated(trace)?;
        for layer in [before, self] {
            state::trace_material(self.world, layer.spot(), trace);
        }
        let materials = [before, self].into_iter().filter_map(|layer| layer.view().material);
        pair::rating(&fit, (self.world, materials), trace, |state| {
            let spots = [before.spot(), self.spot()];
            let open = spots.into_iter().find(|spot| state::at(self.world, *spot).1.has(state));
            state::field(self.world, open.unwrap_or(spots[1]), state)
        })
    }

    fn pair_rated(self, trace: &mut Trace) -> Known<bool> {
        if self.fit().is_some() {
            return Ok(true);
        }
        let before = self.before(trace)?;
        both(before.material(trace), self.material(trace)).map(|_| false)
    }

    fn pair_failure(self, trace: &mut Trace) -> Known<Word> {
        self.rated(trace).map(|fit| fit.pair().failure_mode.into())
    }

    fn pair_reason(self, trace: &mut Trace) -> Known<Word> {
        self.rated(trace).map(|fit| fit.pair().why.into())
    }

    fn pair_remedy(self, trace: &mut Trace) -> Known<Word> {
        Ok(pair::remedy(&self.rated(trace)?, "another material or bond"))
    }

    fn tests(self, trace: &mut Trace) -> Known<Records<Test<'w>>> {
        super::evidence::tests_of(self.world, self.world.parts[self.view().part].id, trace)
    }

    fn peeled(self, trace: &mut Trace) -> Known<bool> {
        super::evidence::tested(self.world, Target::Part(self.view().part), TestKind::Peel, trace)
    }

    fn condition_shown(self, trace: &mut Trace) -> Known<bool> {
        let remedy = self.pair_remedy(trace)?;
        super::evidence::shown_under(self.world, &[self.world.parts[self.view().part].id], &remedy, trace)
    }

    fn color(self, trace: &mut Trace) -> Known<Word> {
        color::color(self.world, self.spot(), trace)
    }

    fn tone(self, trace: &mut Trace) -> Known<Word> {
        color::tone(self.world, self.spot(), trace)
    }

    fn mismatch_strain(self, trace: &mut Trace) -> Known<Bounds> {
        thermal::mismatch(self.bonded_sheets(trace)?, |trace| thermal::change_of_laminate(self, trace), trace)
    }

    fn bow(self, trace: &mut Trace) -> Known<Bounds> {
        thermal::bow(self.bonded_sheets(trace)?, |trace| self.strain_and_length(trace), trace)
    }

    fn edge_shear(self, trace: &mut Trace) -> Known<Bounds> {
        thermal::edge_shear(self.bonded_sheets(trace)?, |trace| self.strain_and_length(trace), trace)
    }
}
