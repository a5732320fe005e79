/**
 * What trades cost: how much each account traded lately, and which rates that gives.
 *
 * <p>Invariant: the volume of a day depends on log time alone; a day that is past does not change.
 */
@NullMarked
package com.flowex.engine.fees;

import org.jspecify.annotations.NullMarked;
