/** Planted violations. */
@NullMarked
package com.flowex.platform.desk.planted;

import org.jspecify.annotations.NullMarked;
