/** Chain addresses and their owners, the ids that are derived from chain data, and what one database may hold. */
@NullMarked
package com.flowex.wallet.store.chain;

import org.jspecify.annotations.NullMarked;
