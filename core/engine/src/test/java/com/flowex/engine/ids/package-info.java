/** Tests of the package. */
@NullMarked
package com.flowex.engine.ids;

import org.jspecify.annotations.NullMarked;
