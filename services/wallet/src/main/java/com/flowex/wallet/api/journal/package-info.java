/** Endpoints over the journal: statements, accounting exports, trial balance and the public ledger. */
@NullMarked
package com.flowex.wallet.api.journal;

import org.jspecify.annotations.NullMarked;
