/**
 * Days of a market, and what is to be thought of them.
 *
 * <p>Invariant: what is cleaned has one sound bar a day, oldest first, none of them later than yesterday.
 */
@NullMarked
package com.flowex.risk.bar;

import org.jspecify.annotations.NullMarked;
