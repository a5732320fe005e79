/** Where the ledger meets chains: which there are, whose their addresses are, and how much of one is how much of the other. */
@NullMarked
package com.flowex.wallet.chain;

import org.jspecify.annotations.NullMarked;
