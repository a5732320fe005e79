/** Tests of the package of the same name. */
@NullMarked
package com.flowex.ground.tracing;

import org.jspecify.annotations.NullMarked;
