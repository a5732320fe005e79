/** Planted violations. */
@NullMarked
package com.flowex.engine.book.planted;

import org.jspecify.annotations.NullMarked;
