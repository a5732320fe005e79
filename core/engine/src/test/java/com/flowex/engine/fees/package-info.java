/** Tests of the package. */
@NullMarked
package com.flowex.engine.fees;

import org.jspecify.annotations.NullMarked;
