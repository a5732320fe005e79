/**
 * Money on chains: what a network is, how its addresses and transactions are made, and how a node is asked. Knows nothing of
 * accounts, of orders or of the ledger.
 */
@NullMarked
package com.flowex.custody;

import org.jspecify.annotations.NullMarked;
