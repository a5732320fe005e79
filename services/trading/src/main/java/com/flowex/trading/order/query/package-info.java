/** Orders as the views keep them, and the queries that read them. */
@NullMarked
package com.flowex.trading.order.query;

import org.jspecify.annotations.NullMarked;
