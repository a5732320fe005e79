/** Orders as clients write them, checked into commands, and as commands left them. */
@NullMarked
package com.flowex.trading.app.order;

import org.jspecify.annotations.NullMarked;
