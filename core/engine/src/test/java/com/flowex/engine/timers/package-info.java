/** Tests of the package. */
@NullMarked
package com.flowex.engine.timers;

import org.jspecify.annotations.NullMarked;
