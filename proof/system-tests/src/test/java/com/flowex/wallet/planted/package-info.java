/** Planted violations. */
@NullMarked
package com.flowex.wallet.planted;

import org.jspecify.annotations.NullMarked;
