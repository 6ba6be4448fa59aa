use super::super::scene::layer;
use super::*;

const GROUND: Colour = [255, 255, 255, 255];
const RUNNING: Colour = [0, 128, 128, 255];
const BLOCKING: Colour = [200, 60, 20, 255];
const EDGE_COLOUR: Colour = [90, 20, 0, 255];
const PALE: Colour = [230, 230, 240, 255];
const LINE: Colour = [100, 110, 160, 255];
const DOT_COLOUR: Colour = [170, 100, 0, 255];

fn inks(ratio: f64) -> Inks {
    let mut solid = [[9; 4]; 6];
    solid[layer(State::Running)] = RUNNING;
    solid[layer(State::Blocking)] = BLOCKING;
    Inks {
        ratio,
        ground: GROUND,
        over: [1; 4],
        hairline: [2; 4],
        spine: [3; 4],
        solid,
        mark: solid,
        hatch: Texture::hatch(ratio, PALE, LINE),
        dots: Texture::dots(ratio, PALE, DOT_COLOUR),
        stripes: Texture::stripes(ratio, PALE, LINE),
        edge: EDGE_COLOUR,
    }
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect {
        x,
        y,
        width,
        height,
    }
}

fn drawn(scene: &Scene, ratio: f64, origin: (f64, f64)) -> Raster {
    let mut raster = Raster::default();
    raster.draw(scene, &inks(ratio), (1600, 40), origin);
    raster
}

fn at(raster: &Raster, x: usize, y: usize) -> Colour {
    raster.pixels[y * raster.width + x]
}

#[test]
fn a_solid_span_covers_its_pixels_and_no_others() {
    let mut scene = Scene::default();
    scene.fills[layer(State::Running)].push(rect(10.0, 5.0, 20.0, 8.0));
    let raster = drawn(&scene, 1.0, (0.0, 0.0));
    let painted = raster.pixels.iter().filter(|&&pixel| pixel == RUNNING);
    assert_eq!(painted.count(), 160);
    assert_eq!(at(&raster, 10, 5), RUNNING);
    assert_eq!(at(&raster, 29, 12), RUNNING);
    assert_eq!(at(&raster, 30, 12), GROUND);
    assert_eq!(raster.bytes().len(), 1600 * 40 * 4);
}

#[test]
fn neighbours_meet_at_every_pixel_ratio() {
    for ratio in [1.0, 1.25, 1.5, 2.0, 2.625] {
        let mut scene = Scene::default();
        for number in 0..40 {
            let x = f64::from(number) * 3.37;
            scene.fills[layer(State::Running)].push(rect(x, 0.0, 3.37, 4.0));
        }
        let raster = drawn(&scene, ratio, (0.0, 0.0));
        let end = (40.0 * 3.37 * ratio).round() as usize;
        assert!((0..end).all(|x| at(&raster, x, 1) == RUNNING), "{ratio}");
    }
}

#[test]
fn bytes_that_pass_are_level_stripes() {
    let mut scene = Scene::default();
    scene.fills[layer(State::Transfer)].push(rect(0.0, 0.0, 100.0, 16.0));
    let raster = drawn(&scene, 1.0, (0.0, 0.0));
    let rows: Vec<Colour> = (0..16).map(|y| at(&raster, 50, y)).collect();
    assert!((0..100).all(|x| (0..16).all(|y| at(&raster, x, y) == rows[y])));
    assert_eq!(rows.iter().filter(|colour| **colour == LINE).count(), 4);
    assert!(rows.contains(&PALE));
}

#[test]
fn what_lies_outside_is_cut_off() {
    let mut scene = Scene::default();
    scene.fills[layer(State::Waiting)].push(rect(-1e9, -10.0, 2e9, 1e9));
    scene.fills[layer(State::Running)].push(rect(-50.0, 2.0, 10.0, 10.0));
    scene.fills[layer(State::Running)].push(rect(5000.0, 2.0, 10.0, 10.0));
    let raster = drawn(&scene, 1.0, (0.0, 0.0));
    assert!(
        raster
            .pixels
            .iter()
            .all(|&pixel| pixel != GROUND && pixel != RUNNING)
    );
}

#[test]
fn a_blocking_span_has_a_dark_edge_on_top() {
    let mut scene = Scene::default();
    scene.fills[layer(State::Blocking)].push(rect(0.0, 4.0, 50.0, 16.0));
    let raster = drawn(&scene, 1.0, (0.0, 0.0));
    let column: Vec<_> = (3..8).map(|y| at(&raster, 25, y)).collect();
    assert_eq!(
        column,
        [GROUND, EDGE_COLOUR, EDGE_COLOUR, BLOCKING, BLOCKING]
    );
}

#[test]
fn textures_differ_and_repeat_without_a_seam() {
    let mut scene = Scene::default();
    scene.fills[layer(State::Waiting)].push(rect(0.0, 0.0, 1600.0, 20.0));
    scene.fills[layer(State::Ready)].push(rect(0.0, 20.0, 1600.0, 20.0));
    let raster = drawn(&scene, 1.0, (0.0, 0.0));
    for x in 0..1500 {
        // Along a hatch's line, and one tile further in either direction, everything is the same.
        assert_eq!(at(&raster, x + 7, 8), at(&raster, x, 8));
        assert_eq!(at(&raster, x, 8), at(&raster, x + 1, 7));
        assert_eq!(at(&raster, x + 5, 25), at(&raster, x, 25));
    }
    let dark = |rows: std::ops::Range<usize>, colour: Colour| {
        rows.flat_map(|y| (0..700).map(move |x| (x, y)))
            .filter(|&(x, y)| at(&raster, x, y) == colour)
            .count()
    };
    assert!(dark(0..20, LINE) > 500);
    assert!(dark(20..40, DOT_COLOUR) > 500);
}

#[test]
fn a_texture_moves_along_with_what_it_fills() {
    let mut scene = Scene::default();
    scene.fills[layer(State::Waiting)].push(rect(100.0, 0.0, 900.0, 20.0));
    let here = drawn(&scene, 1.0, (100.0, 0.0));
    scene.fills[layer(State::Waiting)][0].x = 103.0;
    let there = drawn(&scene, 1.0, (103.0, 0.0));
    for x in 100..1000 {
        assert_eq!(at(&here, x, 5), at(&there, x + 3, 5));
    }
}
