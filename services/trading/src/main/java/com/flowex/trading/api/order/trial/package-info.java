/** Endpoints that try orders without placing them. */
@NullMarked
package com.flowex.trading.api.order.trial;

import org.jspecify.annotations.NullMarked;
