/** The instruments that can be traded, by symbol and by id. */
@NullMarked
package com.flowex.orderentry.market;

import org.jspecify.annotations.NullMarked;
