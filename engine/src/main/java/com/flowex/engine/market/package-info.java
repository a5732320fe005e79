/**
 * What there is to trade: assets, and markets with their rules, last prices and books.
 *
 * <p>Invariant: a market is known by the place of its listing, which never changes.
 */
@NullMarked
package com.flowex.engine.market;

import org.jspecify.annotations.NullMarked;
