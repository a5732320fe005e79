/** Planted violations. */
@NullMarked
package com.flowex.protocol.sbe.planted;

import org.jspecify.annotations.NullMarked;
