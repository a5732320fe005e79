/**
 * What operators ask for: what exists, who may not trade, which rules hold.
 *
 * <p>Invariant: what is asked for twice is done once.
 */
@NullMarked
package com.flowex.engine.operator;

import org.jspecify.annotations.NullMarked;
