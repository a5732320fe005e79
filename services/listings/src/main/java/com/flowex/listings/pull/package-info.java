/**
 * Synchronisation of the tables with the providers.
 *
 * <p>Invariant: A provider's data and the number of the change are written in one transaction.
 */
@NullMarked
package com.flowex.listings.pull;

import org.jspecify.annotations.NullMarked;
