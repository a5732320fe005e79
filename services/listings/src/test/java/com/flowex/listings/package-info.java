/** Tests of the service. */
@NullMarked
package com.flowex.listings;

import org.jspecify.annotations.NullMarked;
