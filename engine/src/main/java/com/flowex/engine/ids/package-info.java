/**
 * What was asked before: answers by the caller's ids, for as long as they are remembered.
 *
 * <p>Invariant: an id that was seen is never taken for one that was not, while even a trace of it is kept.
 */
@NullMarked
package com.flowex.engine.ids;

import org.jspecify.annotations.NullMarked;
