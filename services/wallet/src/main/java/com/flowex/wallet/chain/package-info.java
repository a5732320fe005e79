/** Connection between the ledger and the chains: configured chains, owners of addresses, and conversion of amounts. */
@NullMarked
package com.flowex.wallet.chain;

import org.jspecify.annotations.NullMarked;
