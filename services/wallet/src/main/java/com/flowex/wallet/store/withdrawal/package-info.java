/** Tables of withdrawals and of allow-lists. */
@NullMarked
package com.flowex.wallet.store.withdrawal;

import org.jspecify.annotations.NullMarked;
