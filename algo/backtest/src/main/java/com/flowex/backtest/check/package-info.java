/** Checks of a result that deserves doubt. */
@NullMarked
package com.flowex.backtest.check;

import org.jspecify.annotations.NullMarked;
