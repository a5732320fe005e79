/** Decisions of two people about money in accounts of erased people. */
@NullMarked
package com.flowex.wallet.app.unclaimed;

import org.jspecify.annotations.NullMarked;
