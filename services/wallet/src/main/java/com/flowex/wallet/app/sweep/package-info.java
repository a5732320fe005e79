/** Sweeps from the deposit addresses to the hot address. */
@NullMarked
package com.flowex.wallet.app.sweep;

import org.jspecify.annotations.NullMarked;
