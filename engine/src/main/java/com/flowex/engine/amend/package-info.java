/**
 * An open order becomes another: amended in the book, revised where it waits, replaced.
 *
 * <p>Invariant: it keeps its place only where it asks for no more than it had.
 */
@NullMarked
package com.flowex.engine.amend;

import org.jspecify.annotations.NullMarked;
