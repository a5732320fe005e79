/** When threads wait and what wakes them. */
@NullMarked
package com.flowex.cluster.pace;

import org.jspecify.annotations.NullMarked;
