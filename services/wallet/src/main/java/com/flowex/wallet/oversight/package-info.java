/** Oversight of an exchange's money for its administrators: stopped sagas, and health checks. */
@NullMarked
package com.flowex.wallet.oversight;

import org.jspecify.annotations.NullMarked;
