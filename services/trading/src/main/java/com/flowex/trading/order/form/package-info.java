/** Bodies of requests for orders, read and checked into commands. */
@NullMarked
package com.flowex.trading.order.form;

import org.jspecify.annotations.NullMarked;
