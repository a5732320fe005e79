/** Rows that projections write, one by one and in bulk. */
@NullMarked
package com.flowex.platform.projection.rows;

import org.jspecify.annotations.NullMarked;
