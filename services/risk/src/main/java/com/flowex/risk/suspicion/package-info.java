/**
 * Cases of surveillance: what was found, and what people make of it.
 *
 * <p>Invariant: who proposes how a case ends is never who approves it, and neither of them is under suspicion in it.
 */
@NullMarked
package com.flowex.risk.suspicion;

import org.jspecify.annotations.NullMarked;
