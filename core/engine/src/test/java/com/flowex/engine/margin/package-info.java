/** Tests of index prices, interest and margin sums. */
@NullMarked
package com.flowex.engine.margin;

import org.jspecify.annotations.NullMarked;
