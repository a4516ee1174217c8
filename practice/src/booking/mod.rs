//! What a booking is, and what a client says to get one.
