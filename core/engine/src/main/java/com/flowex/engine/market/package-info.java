/**
 * Tradable objects: assets, and markets with their rules, last prices and books.
 *
 * <p>Invariant: a market is identified by its place in the order of listing, which never changes.
 */
@NullMarked
package com.flowex.engine.market;

import org.jspecify.annotations.NullMarked;
