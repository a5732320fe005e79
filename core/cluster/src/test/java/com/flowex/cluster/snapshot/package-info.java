/** Tests of the package. */
@NullMarked
package com.flowex.cluster.snapshot;

import org.jspecify.annotations.NullMarked;
