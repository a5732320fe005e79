/** Planted violations. */
@NullMarked
package com.flowex.domain.planted;

import org.jspecify.annotations.NullMarked;
