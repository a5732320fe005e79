/**
 * The engine's state as records: the content of a snapshot.
 *
 * <p>Invariant: an engine restored from these records, in the order in which the engine gives them, behaves the same
 * from then on.
 */
@NullMarked
package com.flowex.domain.state;

import org.jspecify.annotations.NullMarked;
