/** Routes and operator commands for money of erased people. */
@NullMarked
package com.flowex.wallet.api.unclaimed;

import org.jspecify.annotations.NullMarked;
