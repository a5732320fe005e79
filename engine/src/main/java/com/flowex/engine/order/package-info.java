/**
 * An order arrives: is it new, may it enter, and which way does it go.
 *
 * <p>Invariant: a refused order changes nothing but what is remembered of its id.
 */
@NullMarked
package com.flowex.engine.order;

import org.jspecify.annotations.NullMarked;
