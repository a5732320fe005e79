/**
 * Brings what providers say into the tables.
 *
 * <p>Invariant: What a provider said and the number of the change are written in one transaction.
 */
@NullMarked
package com.flowex.listings.pull;

import org.jspecify.annotations.NullMarked;
