/** A reference client of the market data stream, which needs nothing but the JDK. */
@NullMarked
package com.flowex.client;

import org.jspecify.annotations.NullMarked;
