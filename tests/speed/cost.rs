//! What something cost: by our meter, by the store's word, by the sizes of the items. The three must
//! say the same.

use functions::store::Units;

use crate::tap::Charged;

/// The requests that something took, and what they came to.
pub(crate) struct Cost {
    metered: Units,
    charged: Vec<Charged>,
}

impl Cost {
    /// By the meter, and by the wire.
    pub(crate) fn new(metered: Units, charged: Vec<Charged>) -> Self {
        Self { metered, charged }
    }

    /// Read units.
    pub(crate) fn read(&self) -> f64 {
        self.metered.read
    }

    /// Write units, without those of single items.
    pub(crate) fn write(&self) -> f64 {
        self.metered.write - self.updates()
    }

    /// Write units of single items: asks counted for the limits, promises claimed.
    pub(crate) fn updates(&self) -> f64 {
        let charged = self.charged.iter();
        let updates = charged.filter(|request| request.operation == "UpdateItem");
        sum(updates.filter_map(|request| request.said))
    }

    /// How many requests of each kind: `1 BatchGetItem, 1 TransactWriteItems`.
    pub(crate) fn requests(&self) -> String {
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        for request in &self.charged {
            match kinds.iter_mut().find(|kind| kind.0 == request.operation) {
                Some((_, count)) => *count += 1,
                None => kinds.push((&request.operation, 1)),
            }
        }
        let kinds = kinds.iter().map(|(kind, count)| format!("{count} {kind}"));
        kinds.collect::<Vec<_>>().join(", ")
    }

    /// Where the three do not say the same.
    pub(crate) fn doubts(&self) -> Vec<String> {
        let mut doubts: Vec<_> = self.charged.iter().filter_map(doubt).collect();
        let said = sum(self.charged.iter().filter_map(|request| request.said));
        let metered = self.metered.read + self.metered.write;
        if metered != said {
            doubts.push(format!("our meter counts {metered} of {said} units"));
        }
        doubts
    }
}

fn doubt(request: &Charged) -> Option<String> {
    let Charged {
        operation, sized, ..
    } = request;
    match request.said {
        None => Some(format!("nobody asks what a {operation} costs")),
        Some(said) if said != *sized => Some(format!(
            "the store says that a {operation} costs {said}, its items say {sized}"
        )),
        Some(_) => None,
    }
}

/// From 0.0: the sum of no floats is -0.
fn sum(figures: impl Iterator<Item = f64>) -> f64 {
    figures.fold(0.0, |all, one| all + one)
}
