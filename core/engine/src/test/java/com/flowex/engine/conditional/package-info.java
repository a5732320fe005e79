/** Tests of the package. */
@NullMarked
package com.flowex.engine.conditional;

import org.jspecify.annotations.NullMarked;
