/** Tests of the package. */
@NullMarked
package com.flowex.engine.breaker;

import org.jspecify.annotations.NullMarked;
