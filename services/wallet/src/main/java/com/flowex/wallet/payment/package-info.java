/** Money out over chains, whatever it is for: drafted once, signed once, sent until it is mined. */
@NullMarked
package com.flowex.wallet.payment;

import org.jspecify.annotations.NullMarked;
