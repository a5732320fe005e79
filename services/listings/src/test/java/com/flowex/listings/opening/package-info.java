/** Tests of how coins become markets. */
@NullMarked
package com.flowex.listings.opening;

import org.jspecify.annotations.NullMarked;
