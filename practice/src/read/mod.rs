//! From `(path, text)` pairs to a catalogue, or to every problem at once.
