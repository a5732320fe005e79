/**
 * Money on chains: networks, their addresses and transactions, and access to their nodes. Knows nothing of accounts,
 * orders or the ledger.
 */
@NullMarked
package com.flowex.custody;

import org.jspecify.annotations.NullMarked;
