/**
 * Lots of an account: acquisitions with their cost, and the disposals that use them up.
 *
 * <p>Invariant: of each asset, acquired units are disposed units and remaining units, and so are their costs.
 */
@NullMarked
package com.flowex.wallet.app.lots;

import org.jspecify.annotations.NullMarked;
