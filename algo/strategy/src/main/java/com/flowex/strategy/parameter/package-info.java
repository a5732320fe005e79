/**
 * Parameters of a strategy: declared with type, range and default, and parsed once.
 */
@NullMarked
package com.flowex.strategy.parameter;

import org.jspecify.annotations.NullMarked;
