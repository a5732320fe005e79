/** Tells users what happened to their money: hears it from the outbox, so that nothing is told that was not done. */
@NullMarked
package com.flowex.wallet.notice;

import org.jspecify.annotations.NullMarked;
