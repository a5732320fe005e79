/** Endpoints for the limits and kill switches that administrators set for accounts, markets and tenants. */
@NullMarked
package com.flowex.trading.api.risk;

import org.jspecify.annotations.NullMarked;
