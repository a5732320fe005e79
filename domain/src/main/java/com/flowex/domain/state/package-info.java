/**
 * The engine's state as records: what a snapshot is made of.
 *
 * <p>Invariant: these records, in the order the engine gives them, restore an engine with the same future.
 */
@NullMarked
package com.flowex.domain.state;

import org.jspecify.annotations.NullMarked;
