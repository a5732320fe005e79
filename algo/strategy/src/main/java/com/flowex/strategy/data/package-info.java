/**
 * Market data that a strategy subscribes to. Prices and quantities are the doubles nearest to the exact decimals.
 */
@NullMarked
package com.flowex.strategy.data;

import org.jspecify.annotations.NullMarked;
