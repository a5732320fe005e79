/** Tests of the wallet as clients of Binance see it. */
@NullMarked
package com.flowex.binance.wallet;

import org.jspecify.annotations.NullMarked;
