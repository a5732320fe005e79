/** Single values of the exchange: ids, prices, quantities, amounts and the scale that gives them a meaning. */
@NullMarked
package com.flowex.domain.value;

import org.jspecify.annotations.NullMarked;
