/**
 * Operators' requests: listings, kill switches and restrictions, versions of the rules.
 *
 * <p>Invariant: a repeated request takes effect once.
 */
@NullMarked
package com.flowex.engine.operator;

import org.jspecify.annotations.NullMarked;
