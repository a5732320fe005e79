/** Planted violations. */
@NullMarked
package com.flowex.engine.planted.common;

import org.jspecify.annotations.NullMarked;
