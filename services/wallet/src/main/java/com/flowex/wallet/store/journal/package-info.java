/**
 * Journal of all movements of money as postings, and its queries.
 *
 * <p>Invariant: over one event the amounts of each asset sum to zero; rows are added and never changed.
 */
@NullMarked
package com.flowex.wallet.store.journal;

import org.jspecify.annotations.NullMarked;
