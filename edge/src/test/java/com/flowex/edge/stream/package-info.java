/** Tests of streams. */
@NullMarked
package com.flowex.edge.stream;

import org.jspecify.annotations.NullMarked;
