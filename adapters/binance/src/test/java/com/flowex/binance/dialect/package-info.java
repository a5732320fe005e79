/** Tests of the dialect. */
@NullMarked
package com.flowex.binance.dialect;

import org.jspecify.annotations.NullMarked;
