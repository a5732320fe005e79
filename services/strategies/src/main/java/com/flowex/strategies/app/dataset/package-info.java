/** Files of candles, trades and recorded orders that users upload for their back-tests. */
@NullMarked
package com.flowex.strategies.app.dataset;

import org.jspecify.annotations.NullMarked;
