/**
 * Who trades where: everything an order needs to know of its account, found by one look-up when it comes.
 *
 * <p>Invariant: an open order is in the list of exactly one desk, and a desk counts what is in its list.
 */
@NullMarked
package com.flowex.engine.desk;

import org.jspecify.annotations.NullMarked;
