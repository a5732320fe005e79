/** Planted violations. */
@NullMarked
package com.flowex.desk.planted;

import org.jspecify.annotations.NullMarked;
