/** Routes and operator commands of terms and pauses. */
@NullMarked
package com.flowex.wallet.api.terms;

import org.jspecify.annotations.NullMarked;
