/** Routes of cross margin: a customer's own, the operator's, and those of index quotes. */
@NullMarked
package com.flowex.wallet.api.margin;

import org.jspecify.annotations.NullMarked;
