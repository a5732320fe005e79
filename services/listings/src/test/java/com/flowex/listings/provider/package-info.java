/** Tests of who is asked for coins. */
@NullMarked
package com.flowex.listings.provider;

import org.jspecify.annotations.NullMarked;
