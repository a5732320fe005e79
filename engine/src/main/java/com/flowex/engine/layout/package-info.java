/**
 * How small numbers share a word: what the tables of the engine are laid out with.
 *
 * <p>Invariant: knows nothing of what it lays out.
 */
@NullMarked
package com.flowex.engine.layout;

import org.jspecify.annotations.NullMarked;
