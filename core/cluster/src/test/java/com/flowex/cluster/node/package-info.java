/** The node with real logs in temporary directories. */
@NullMarked
package com.flowex.cluster.node;

import org.jspecify.annotations.NullMarked;
