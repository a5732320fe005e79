/** Table of arrivals, and queries for what was credited or received before. */
@NullMarked
package com.flowex.wallet.store.deposit;

import org.jspecify.annotations.NullMarked;
