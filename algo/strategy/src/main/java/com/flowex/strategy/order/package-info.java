/**
 * Orders of a strategy, and what became of them.
 */
@NullMarked
package com.flowex.strategy.order;

import org.jspecify.annotations.NullMarked;
