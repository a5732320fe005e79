/**
 * What stops orders before they trade: their own fields, kill switches, the market's status, the price band, limits of value.
 *
 * <p>Invariant: a check changes nothing; what changes a market's status says so.
 */
@NullMarked
package com.flowex.engine.risk;

import org.jspecify.annotations.NullMarked;
