/** Files of the LOBSTER format: messages of single orders, and the published book after each. */
@NullMarked
package com.flowex.backtest.lobster;

import org.jspecify.annotations.NullMarked;
