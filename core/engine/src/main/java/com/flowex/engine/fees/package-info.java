/**
 * Trading fees: the recent volume of each account, and the rates that follow from it.
 *
 * <p>Invariant: the volume of a day depends on log time alone, and a past day does not change.
 */
@NullMarked
package com.flowex.engine.fees;

import org.jspecify.annotations.NullMarked;
