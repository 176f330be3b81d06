//! Facts of layers.

use super::given::{amount, text};
use super::pair::{self, Fit};
use super::state::{self, Spot};
use super::thermal;
use super::typed::{Answer, Layer, List, Material, Part, Test, Thing, methods};
use super::world::LayerView;
use super::{Known, Lack, Trace, Word};
use crate::knowledge::Pair;
use crate::quantity::Bounds;
use crate::vocabulary::layer_facts;

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
        pair::rate("lamination", &party(self.outer()?)?, &party(self.index)?)
    }

    /// The number of the layer before it, on the outside.
    fn outer(self) -> Option<usize> {
        (self.view().number > 0).then(|| self.index - 1)
    }

    fn pair(self) -> Known<&'static Pair<'static>> {
        self.fit().map(|fit| fit.pair()).ok_or(Lack::Unknown)
    }
}

impl<'w> Facts<'w> for Layer<'w> {
    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let Some(material) = self.view().material else { return trace.unknown(|| self.path("material")) };
        trace.given(self.view().layer.material.span());
        Ok(Material::at(self.world, material))
    }

    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.view().part))
    }

    fn thickness(self, trace: &mut Trace) -> Known<Bounds> {
        amount(&self.view().layer.thickness, trace, || self.path("thickness"))
    }

    fn bonded(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().number > 0 && self.view().bond.is_some())
    }

    fn inner(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().number > 0)
    }

    fn innermost(self, _: &mut Trace) -> Known<bool> {
        Ok(self.world.parts[self.view().part].layers.last() == Some(&self.index))
    }

    fn bond(self, trace: &mut Trace) -> Known<Material<'w>> {
        let Some(bond) = self.view().bond else { return trace.unknown(|| self.path("bond")) };
        trace.given(self.view().layer.bond.span());
        Ok(Material::at(self.world, bond))
    }

    fn bond_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().layer.bond.is_given())
    }

    fn before(self, _: &mut Trace) -> Known<Self> {
        self.outer().map(|layer| Self::at(self.world, layer)).ok_or(Lack::Unknown)
    }

    fn laminated(self, trace: &mut Trace) -> Known<bool> {
        let view = self.view();
        let bond = view.layer.bond.get().filter(|_| view.number > 0);
        if bond.is_some() {
            trace.given(view.layer.bond.span());
        }
        Ok(bond.is_some_and(|bond| !["sewn", "mechanical", "none"].contains(&&**bond)))
    }

    fn pair_rating(self, trace: &mut Trace) -> Known<Word> {
        let before = self.before(trace)?;
        let Some(fit) = self.fit() else {
            let (outer, inner) = super::both(before.material(trace), self.material(trace))?;
            let id = |material: Material<'w>| self.world.materials[material.index].id;
            return trace.unknown(|| format!("pairs.lamination.{}+{}", id(outer), id(inner)));
        };
        trace.given(before.view().layer.material.span());
        trace.given(self.view().layer.material.span());
        let rating = pair::rating(&fit, trace, |_| self.path("color"));
        rating
    }

    fn pair_rated(self, _: &mut Trace) -> Known<bool> {
        Ok(self.fit().is_some())
    }

    fn pair_failure(self, _: &mut Trace) -> Known<Word> {
        self.pair().map(|pair| pair.failure_mode.into())
    }

    fn pair_reason(self, _: &mut Trace) -> Known<Word> {
        self.pair().map(|pair| pair.why.into())
    }

    fn pair_remedy(self, _: &mut Trace) -> Known<Word> {
        let remedy = self.fit().map(|fit| pair::remedy(&fit, "another material or bond"));
        remedy.ok_or(Lack::Unknown)
    }

    fn tests(self, _: &mut Trace) -> Known<List<Test<'w>>> {
        let tests = super::evidence::tests_of(self.world, self.view().part);
        Ok(tests.into_iter().map(|test| Test::at(self.world, test.at())).collect())
    }

    fn color(self, trace: &mut Trace) -> Known<Word> {
        text(&self.view().layer.color, trace, || self.path("color"))
    }

    fn mismatch_strain(self, trace: &mut Trace) -> Known<Bounds> {
        thermal::mismatch(self.before(trace)?, self, trace)
    }

    fn bow(self, trace: &mut Trace) -> Known<Bounds> {
        thermal::bow(self.before(trace)?, self, trace)
    }

    fn edge_shear(self, trace: &mut Trace) -> Known<Bounds> {
        thermal::edge_shear(self.before(trace)?, self, trace)
    }
}
