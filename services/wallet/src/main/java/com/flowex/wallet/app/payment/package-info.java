/** Payments over chains for any purpose: drafted once, signed once, sent until they are mined. */
@NullMarked
package com.flowex.wallet.app.payment;

import org.jspecify.annotations.NullMarked;
