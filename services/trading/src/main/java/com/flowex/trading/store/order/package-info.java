/** Orders as the view keeps them, and the queries that read them. */
@NullMarked
package com.flowex.trading.store.order;

import org.jspecify.annotations.NullMarked;
