/** Table of converts and its rows. */
@NullMarked
package com.flowex.wallet.store.convert;

import org.jspecify.annotations.NullMarked;
