/** Technical indicators that take one value or bar after another, without allocation. */
@NullMarked
package com.flowex.strategy.indicator;

import org.jspecify.annotations.NullMarked;
