/**
 * Open quantity by price: the live book of a market and its published window.
 *
 * <p>Invariant: a level's quantity is positive; a published depth never changes.
 */
@NullMarked
package com.flowex.marketdata.view.book;

import org.jspecify.annotations.NullMarked;
