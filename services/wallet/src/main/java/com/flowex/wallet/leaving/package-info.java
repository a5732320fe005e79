/** What an account that its owner gives up still has: what is in the way of that, and what is too small to be. */
@NullMarked
package com.flowex.wallet.leaving;

import org.jspecify.annotations.NullMarked;
