/** Result of a back-test, in exact units. */
@NullMarked
package com.flowex.backtest.result;

import org.jspecify.annotations.NullMarked;
