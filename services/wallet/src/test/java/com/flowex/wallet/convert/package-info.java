/** A quote is executed once, at its price or better. */
@NullMarked
package com.flowex.wallet.convert;

import org.jspecify.annotations.NullMarked;
