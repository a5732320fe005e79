/** Tests of the package. */
@NullMarked
package com.flowex.engine.market;

import org.jspecify.annotations.NullMarked;
