/** Closing of accounts: money that prevents it, and amounts that are too small to withdraw. */
@NullMarked
package com.flowex.wallet.leaving;

import org.jspecify.annotations.NullMarked;
