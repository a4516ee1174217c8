//! What a client does next, by their dice.

use super::client::{Client, Place};

/// How often each operation is chosen, of a hundred.
const BOOK: u8 = 24;
const REPEAT: u8 = BOOK + 6;
const REUSE_KEY: u8 = REPEAT + 3;
const HOLD_AND_BOOK: u8 = REUSE_KEY + 8;
const HOLD: u8 = HOLD_AND_BOOK + 3;
const BOOK_HELD: u8 = HOLD + 3;
const RELEASE: u8 = BOOK_HELD + 6;
const MOVE: u8 = RELEASE + 18;
const MOVE_TO_ITS_OWN_PLACE: u8 = MOVE + 4;
const CANCEL: u8 = MOVE_TO_ITS_OWN_PLACE + 15;
const CANCEL_AND_BOOK_AGAIN: u8 = CANCEL + 3;

impl Client {
    /// Does some operations, and leaves in the middle of one more.
    pub(super) async fn operate(&mut self, place: &Place, operations: usize) {
        for _ in 0..operations {
            self.operate_once(place).await;
        }
        self.book_and_leave(place).await;
    }

    async fn operate_once(&mut self, place: &Place) {
        match self.dice.u8(0..100) {
            0..BOOK => {
                let wish = self.wish(place);
                self.book(place, wish, None).await;
            }
            BOOK..REPEAT => self.repeat(place).await,
            REPEAT..REUSE_KEY => self.reuse_key(place).await,
            REUSE_KEY..HOLD_AND_BOOK => {
                let wish = self.wish(place);
                if self.hold(place, wish).await {
                    self.book_held(place).await;
                }
            }
            HOLD_AND_BOOK..HOLD => {
                let wish = self.wish(place);
                self.hold(place, wish).await;
            }
            HOLD..BOOK_HELD => self.book_held(place).await,
            BOOK_HELD..RELEASE => self.release(place).await,
            RELEASE..MOVE => self.move_somewhere(place).await,
            MOVE..MOVE_TO_ITS_OWN_PLACE => self.move_to_its_own_place(place).await,
            MOVE_TO_ITS_OWN_PLACE..CANCEL => self.cancel(place).await,
            CANCEL..CANCEL_AND_BOOK_AGAIN => self.cancel_and_book_again(place).await,
            _ => self.look(place).await,
        }
    }
}
