/** Reference client of the market data stream, with no dependency but the JDK. */
@NullMarked
package com.flowex.client;

import org.jspecify.annotations.NullMarked;
