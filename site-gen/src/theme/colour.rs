//! `hex(lightness=0.42, chroma=0.085, hue=site.hue)` in a template: a colour role where OKLCH is not
//! understood. Style sheets need none of this; mail programs do.

use tera::{Error, Kwargs, TeraResult};

/// How often the chroma is halved in on: beyond this the eighth bit does not change.
const STEPS: usize = 24;

/// The template function.
pub(super) fn hex(arguments: &Kwargs) -> TeraResult<String> {
    let lightness: f64 = arguments.must_get("lightness")?;
    let chroma: f64 = arguments.must_get("chroma")?;
    let hue: f64 = arguments.must_get("hue")?;
    if !(0.0..=1.0).contains(&lightness) || !(0.0..=0.5).contains(&chroma) {
        return Err(Error::message(
            "`hex` takes a lightness from 0 to 1 and a chroma from 0 to 0.5",
        ));
    }
    Ok(hex_of(lightness, [chroma, hue]))
}

/// `#rrggbb` of an OKLCH colour; one that a screen cannot show gives up as little chroma as it must,
/// as in CSS Color 4, 13.2.
fn hex_of(lightness: f64, [chroma, hue]: [f64; 2]) -> String {
    let mut shown = [0.0, chroma];
    if !is_shown(linear(lightness, [chroma, hue])) {
        for _ in 0..STEPS {
            let middle = f64::midpoint(shown[0], shown[1]);
            let side = usize::from(!is_shown(linear(lightness, [middle, hue])));
            shown[side] = middle;
        }
        shown[1] = shown[0];
    }
    let bytes = linear(lightness, [shown[1], hue]).map(byte);
    format!("#{:02x}{:02x}{:02x}", bytes[0], bytes[1], bytes[2])
}

fn is_shown(colour: [f64; 3]) -> bool {
    colour
        .iter()
        .all(|part| (-0.000_1..=1.000_1).contains(part))
}

/// Linear-light sRGB, by Björn Ottosson's matrices (bottosson.github.io/posts/oklab).
fn linear(lightness: f64, [chroma, hue]: [f64; 2]) -> [f64; 3] {
    let (a, b) = (
        chroma * hue.to_radians().cos(),
        chroma * hue.to_radians().sin(),
    );
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
    ]
}

/// The sRGB curve (IEC 61966-2-1), in 256 steps.
fn byte(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let curved = if linear <= 0.003_130_8 {
        12.92 * linear
    } else {
        1.055 * linear.powf(1.0 / 2.4) - 0.055
    };
    // Within 0 to 255 by the clamp above, so that nothing is cut off.
    (curved * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::{hex_of, linear};

    /// Contrast as WCAG 2.2 has it, from `#rrggbb`.
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |hex: &str| {
            let part = |at: usize| {
                let byte = u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits");
                let curved = f64::from(byte) / 255.0;
                if curved <= 0.040_45 {
                    curved / 12.92
                } else {
                    ((curved + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn known_colours_are_what_browsers_show() {
        // CSS Color 4 gives these primaries in OKLCH.
        assert_eq!(hex_of(0.627_955, [0.257_683, 29.233_9]), "#ff0000");
        assert_eq!(hex_of(0.866_44, [0.294_827, 142.495_3]), "#00ff00");
        assert_eq!(hex_of(0.452_014, [0.313_214, 264.052]), "#0000ff");
        assert_eq!(hex_of(1.0, [0.0, 0.0]), "#ffffff");
        assert_eq!(hex_of(0.0, [0.0, 90.0]), "#000000");
        assert_eq!(hex_of(0.599_87, [0.0, 12.0]), "#808080");
    }

    #[test]
    fn a_colour_no_screen_shows_keeps_its_hue_and_gives_up_chroma() {
        let shown = hex_of(0.42, [0.4, 155.0]);
        assert_eq!(shown, hex_of(0.42, [0.45, 155.0]));
        assert!(linear(0.42, [0.4, 155.0]).iter().any(|part| *part < 0.0));
        assert!(shown.starts_with("#00"), "{shown}");
    }

    #[test]
    fn the_roles_of_the_default_theme_hold_their_contrast_for_every_hue() {
        for hue in 0..360 {
            let hue = f64::from(hue);
            let of = |lightness, chroma| hex_of(lightness, [chroma, hue]);
            let pairs = [
                ("ink", of(0.26, 0.02), of(0.985, 0.008)),
                ("muted", of(0.46, 0.03), of(0.985, 0.008)),
                ("accent", of(0.42, 0.085), of(0.985, 0.008)),
                ("on accent", of(0.99, 0.005), of(0.42, 0.085)),
                ("dark ink", of(0.94, 0.01), of(0.19, 0.015)),
                ("dark muted", of(0.76, 0.025), of(0.19, 0.015)),
                ("dark accent", of(0.82, 0.09), of(0.19, 0.015)),
                ("dark on accent", of(0.18, 0.02), of(0.82, 0.09)),
            ];
            for (role, ink, ground) in pairs {
                let contrast = contrast(&ink, &ground);
                assert!(contrast >= 5.5, "{role} at {hue}: {contrast:.2}");
            }
        }
    }
}
