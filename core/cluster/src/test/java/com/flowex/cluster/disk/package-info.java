/** Tests of the package. */
@NullMarked
package com.flowex.cluster.disk;

import org.jspecify.annotations.NullMarked;
