/** Limits and kill switches that administrators set for accounts, markets and tenants. */
@NullMarked
package com.flowex.trading.risk;

import org.jspecify.annotations.NullMarked;
