/** Tests of what is computed of markets. */
@NullMarked
package com.flowex.marketdata.statistics;

import org.jspecify.annotations.NullMarked;
