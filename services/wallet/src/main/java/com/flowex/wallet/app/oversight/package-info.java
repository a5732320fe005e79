/** Oversight of an exchange's money for its administrators: stopped sagas, revocations and health checks. */
@NullMarked
package com.flowex.wallet.app.oversight;

import org.jspecify.annotations.NullMarked;
