/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.tracing;

import org.jspecify.annotations.NullMarked;
