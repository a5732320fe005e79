/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.listing;

import org.jspecify.annotations.NullMarked;
