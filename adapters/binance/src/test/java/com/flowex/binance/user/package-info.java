/** Tests of user data events and listen keys. */
@NullMarked
package com.flowex.binance.user;

import org.jspecify.annotations.NullMarked;
