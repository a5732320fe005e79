/** Routes of withdrawals, their approval, their limits and the allow-list. */
@NullMarked
package com.flowex.wallet.api.withdrawal;

import org.jspecify.annotations.NullMarked;
