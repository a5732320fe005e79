/** How readers of events find, lose and find again what they read. */
@NullMarked
package com.flowex.cluster.tail;

import org.jspecify.annotations.NullMarked;
