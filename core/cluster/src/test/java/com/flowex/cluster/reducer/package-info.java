/** Application of commands by a node. */
@NullMarked
package com.flowex.cluster.reducer;

import org.jspecify.annotations.NullMarked;
