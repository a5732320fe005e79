/** Routes and operator commands for stopped sagas and for revocations of payments. */
@NullMarked
package com.flowex.wallet.api.oversight;

import org.jspecify.annotations.NullMarked;
