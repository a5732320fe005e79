/** Routes of cold addresses and of requests for top-ups. */
@NullMarked
package com.flowex.wallet.api.cold;

import org.jspecify.annotations.NullMarked;
