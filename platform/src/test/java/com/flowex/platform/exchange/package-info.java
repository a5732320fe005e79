/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.exchange;

import org.jspecify.annotations.NullMarked;
