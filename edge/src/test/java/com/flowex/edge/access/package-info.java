/** Tests of the package of the same name. */
@NullMarked
package com.flowex.edge.access;

import org.jspecify.annotations.NullMarked;
