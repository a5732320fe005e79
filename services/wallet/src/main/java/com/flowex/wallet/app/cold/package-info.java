/**
 * Management of hot-wallet balances: a surplus goes to a cold address, and a shortfall is reported to people, who bring
 * money back.
 */
@NullMarked
package com.flowex.wallet.app.cold;

import org.jspecify.annotations.NullMarked;
