/** Tests of the package. */
@NullMarked
package com.flowex.cluster.settings;

import org.jspecify.annotations.NullMarked;
