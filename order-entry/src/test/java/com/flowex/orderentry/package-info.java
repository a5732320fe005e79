/** Tests of the package of the same name. */
@NullMarked
package com.flowex.orderentry;

import org.jspecify.annotations.NullMarked;
