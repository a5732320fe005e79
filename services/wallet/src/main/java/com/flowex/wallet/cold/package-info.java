/** How much lies where a tenant pays from: what is more goes to a cold address, and people are asked to bring back what is missing. */
@NullMarked
package com.flowex.wallet.cold;

import org.jspecify.annotations.NullMarked;
