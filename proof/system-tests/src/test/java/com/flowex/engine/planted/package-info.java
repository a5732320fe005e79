/** Planted violations. */
@NullMarked
package com.flowex.engine.planted;

import org.jspecify.annotations.NullMarked;
