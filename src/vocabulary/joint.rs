//! The facts of joints.

macro_rules! joint_facts {
    ($with:ident) => {
        $with! { Joint:
            method: item(Method), "the joining method";
            parts: items(Part), "the parts it joins";
            a: item(Part), "the first part it joins";
            b: item(Part), "the second part it joins";
            arm: item(Part), "the part that carries the snap arm: as given, or any if all are of one material";
            glued: flag, "an adhesive, tape or ink is named";
            adhesive: item(Material), "its adhesive, tape or ink";
            pair_rating: word(RATINGS), "how its materials go together under this method: of three parts and more the worst pair of those that must touch";
            pair_a: item(Part), "the first part of the pair that is rated";
            pair_b: item(Part), "the second part of the pair that is rated";
            pair_reason: word(any), "why they are rated so";
            pair_remedy: word(any), "under which condition they hold";
            pair_rated: flag, "the table of pairs rates its materials under this method";
            interlock: flag, "holes, undercuts or hooks hold it as well";
            isolated: flag, "the metals are kept apart";
            keyed: flag, "the part can go in only one way";
            says_keyed: flag, "it is said whether the part can go in only one way";
            strain: number(NONE, "%"), "strain of the snap-fit when it snaps, at the root of the arm, around the ring or in the bar, at the worst case of the tolerances given";
            beam_length: number(LENGTH, "mm"), "length of the snap arm from the root to the hook";
            beam_thickness: number(LENGTH, "mm"), "thickness of the snap arm at the root";
            beam_deflection: number(LENGTH, "mm"), "deflection of the snap arm when it snaps";
            cycles: number(NONE, ""), "how often it is opened";
            repeated: flag, "it is opened more than once";
            squeeze: number(NONE, "%"), "nominal squeeze of the gasket";
            squeeze_height: number(LENGTH, "mm"), "height by which the gasket is squeezed at nominal";
            squeeze_min: number(NONE, "%"), "least squeeze of the gasket at the worst case of its tolerances";
            squeeze_max: number(NONE, "%"), "most squeeze of the gasket at the worst case of its tolerances";
            residual_squeeze: number(NONE, "%"), "squeeze that is left after the compression set of the gasket";
            gasket: item(Material), "material of the gasket: of the joined part that is named as such, otherwise of the only one that gives enough to seal";
            zipper: item(Material), "material of the zipper among the parts it joins";
            seal_low: number(NONE, "%"), "least squeeze at which it seals: of its method, otherwise of the material of its gasket";
            seal_high: number(NONE, "%"), "most squeeze from which its gasket recovers: of its method, otherwise of the material of its gasket";
            fill: number(NONE, "%"), "share of the groove that the gasket fills";
            seam_allowance: number(LENGTH, "mm"), "distance of the seam from the edge";
            stitch_length: number(LENGTH, "mm"), "length of a stitch";
            stitches_per_length: number(DENSITY_OF_STITCHES, "stitches/in"), "stitches by length of the seam";
            sews_coated: flag, "one of the joined parts is leather or a coated fabric";
            thread: word(any), "its thread";
            corner_radius: number(LENGTH, "mm"), "smallest radius of the path of the seam or zipper";
            hinge_thickness: number(LENGTH, "mm"), "thickness of the living hinge";
            energy_director: number(LENGTH, "mm"), "height of the energy director";
            horn_distance: number(LENGTH, "mm"), "distance from the horn to the weld";
            diameter: number(LENGTH, "mm"), "diameter of screw, rivet, insert or pin";
            edge_distance: number(LENGTH, "mm"), "distance of the fastener from the edge";
            pitch: number(LENGTH, "mm"), "distance from fastener to fastener";
            quantity: number(NONE, ""), "number of fasteners, magnets or arms";
            peel: number(FORCE_PER_LENGTH, "N/mm"), "peel strength that is required";
            edge_to_diameter: number(NONE, ""), "distance of the fastener from the edge by its diameter";
            pitch_to_diameter: number(NONE, ""), "distance from fastener to fastener by their diameter";
            names_adhesive: flag, "the design or its method names what it holds by";
            made: flag, "a step makes it";
            made_by: items(Step), "steps that make it";
            made_before_parts: number(NONE, ""), "parts it joins that no step has added when it is made";
            enclosed_before: flag, "one of its parts is closed in by an earlier step";
            tests: records(Test), "tests of it or of the whole case";
            peeled: flag, "a peel or pull test of it is on record";
            condition_shown: flag, "a test of it was run under the condition of its pair";
            preparation: words(any), "treatments of the surfaces before it";
            interference: number(LENGTH, "mm"), "diameter by which a pin or insert is larger than its hole";
            hub: item(Part), "the plastic part that is stretched by a pin or insert";
            hub_to_diameter: number(NONE, ""), "outer diameter of the hub or boss by the diameter of pin or insert";
            hoop_stress: number(PRESSURE, "MPa"), "stress around the hole of a press fit, at the worst case of the tolerances given";
            strip_to_drive: number(NONE, ""), "torque that strips the thread by the torque that drives it home";
            grip_min: number(LENGTH, "mm"), "thinnest stack that the rivet takes";
            grip_max: number(LENGTH, "mm"), "thickest stack that the rivet takes";
            stack_min: number(LENGTH, "mm"), "least thickness of what it holds together";
            stack_max: number(LENGTH, "mm"), "largest thickness of what it holds together";
            stretch: number(NONE, "%"), "share by which an O-ring is stretched over the bottom of its groove";
        }
    };
}
pub(crate) use joint_facts;
