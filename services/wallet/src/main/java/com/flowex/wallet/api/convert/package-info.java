/** Routes of converts, and the bodies of their answers. */
@NullMarked
package com.flowex.wallet.api.convert;

import org.jspecify.annotations.NullMarked;
