/** Tests of rates of fiat currencies. */
@NullMarked
package com.flowex.listings.provider.fiat;

import org.jspecify.annotations.NullMarked;
