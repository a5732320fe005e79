/** Rows about lending: what the view shows, quotes of index prices, and transfers of the pools' money. */
@NullMarked
package com.flowex.wallet.store.margin;

import org.jspecify.annotations.NullMarked;
