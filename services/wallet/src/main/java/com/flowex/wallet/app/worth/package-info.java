/** Worth of an account over time: former balances at the closing prices of their moments. */
@NullMarked
package com.flowex.wallet.app.worth;

import org.jspecify.annotations.NullMarked;
