/** Reads that wait until a view shows the caller's own writes. */
@NullMarked
package com.flowex.orderentry.read;

import org.jspecify.annotations.NullMarked;
