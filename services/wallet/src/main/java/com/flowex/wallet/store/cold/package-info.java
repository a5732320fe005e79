/** Tables of cold addresses, of transfers to them and of requests for top-ups. */
@NullMarked
package com.flowex.wallet.store.cold;

import org.jspecify.annotations.NullMarked;
