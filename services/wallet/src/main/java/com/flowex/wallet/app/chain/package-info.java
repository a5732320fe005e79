/** Connection between the ledger and the chains: transfers of background work, and conversion of amounts. */
@NullMarked
package com.flowex.wallet.app.chain;

import org.jspecify.annotations.NullMarked;
