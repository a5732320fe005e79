/**
 * Journal of all movements of money as postings, from which statements, the trial balance and exports are made.
 *
 * <p>Invariant: over one event the amounts of each asset sum to zero; rows are added and never changed.
 */
@NullMarked
package com.flowex.wallet.journal;

import org.jspecify.annotations.NullMarked;
