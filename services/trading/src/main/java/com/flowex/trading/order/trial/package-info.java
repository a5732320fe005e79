/** Orders that are tried and not placed. */
@NullMarked
package com.flowex.trading.order.trial;

import org.jspecify.annotations.NullMarked;
