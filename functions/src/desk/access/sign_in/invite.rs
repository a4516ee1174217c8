//! The practice's first owner, and the link that a terminal shows.

use jiff::SignedDuration;
use practice::booking::Email;

use super::link::link_address;
use crate::desk::access::{desk_origin, token};
use crate::desk::{Desk, Role};
use crate::mail::own_address;
use crate::secret::{Purpose, random_id};
use crate::store::{Account, Ending, SignIn, Staff, StaffId, StoreError};

/// How long a link lasts that a terminal shows: who reads it there has the machine anyway.
const TERMINAL_LINK: SignedDuration = SignedDuration::from_hours(1);

impl Desk {
    /// A link by which an owner signs in, once; the first owner is made with it.
    ///
    /// # Errors
    /// [`StoreError`], when the store does not answer.
    pub async fn owner_link(&self) -> Result<String, StoreError> {
        let owner = self.owner().await?;
        let now = self.app.now();
        let id = random_id(now).map_err(|_| StoreError::Broken)?;
        let link = self.app.secret.token(Purpose::SignIn, &id);
        let link = link.ok_or(StoreError::Broken)?;
        let sign_in = SignIn::new(Some(owner.id), false, now + TERMINAL_LINK);
        self.app
            .store
            .keep_ending(&token::code(&link), &Ending::Link(sign_in))
            .await?;
        Ok(format!("{}{}", desk_origin(&self.app), link_address(&link)))
    }

    /// The owner who has been here longest.
    async fn owner(&self) -> Result<Staff, StoreError> {
        if let Some(first) = self.make_first_owner().await? {
            return Ok(first);
        }
        let all = self.app.store.all_staff().await?;
        let owner = |staff: &Staff| staff.is_open() && staff.account.role == Role::Owner;
        all.into_iter().find(owner).ok_or(StoreError::Broken)
    }

    /// Makes the practice's first owner, of its own name and address; none if somebody has an
    /// account already.
    pub(super) async fn make_first_owner(&self) -> Result<Option<Staff>, StoreError> {
        let (published, now) = (self.app.published(), self.app.now());
        let practice = &published.catalogue.practice;
        let account = self.account_of_first(&practice.name, &own_address(practice));
        let id = StaffId::random(now).map_err(|_| StoreError::Broken)?;
        self.app.store.add_first_owner(id, &account, now).await
    }

    /// Whether an address is the one that the practice's first account gets.
    pub(super) fn is_first_owner(&self, email: &Email) -> bool {
        let published = self.app.published();
        let own = Email::parse(&published.catalogue.practice.email);
        own.is_ok_and(|own| own.normalised() == email.normalised())
    }

    fn account_of_first(&self, name: &str, email: &Email) -> Account {
        Account {
            name: name.to_owned(),
            email: email.as_str().to_owned(),
            code: self.app.secret.contact_code(email),
            role: Role::Owner,
            therapist: None,
        }
    }
}
