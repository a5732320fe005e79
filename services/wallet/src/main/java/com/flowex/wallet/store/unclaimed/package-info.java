/** Table of the transfers that empty accounts of erased people, and of those that pay such money back. */
@NullMarked
package com.flowex.wallet.store.unclaimed;

import org.jspecify.annotations.NullMarked;
