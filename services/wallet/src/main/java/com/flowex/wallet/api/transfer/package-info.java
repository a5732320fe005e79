/** Endpoints of transfers between users, and the list of all movements of an account. */
@NullMarked
package com.flowex.wallet.api.transfer;

import org.jspecify.annotations.NullMarked;
