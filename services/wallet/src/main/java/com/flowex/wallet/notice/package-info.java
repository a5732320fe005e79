/** Notifications to users about their money. They are driven by the outbox, so only committed changes are reported. */
@NullMarked
package com.flowex.wallet.notice;

import org.jspecify.annotations.NullMarked;
