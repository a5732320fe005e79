/** Tests of rates of fiat currencies. */
@NullMarked
package com.flowex.listings.app.fiat;

import org.jspecify.annotations.NullMarked;
