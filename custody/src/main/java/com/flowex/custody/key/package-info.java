/** Keys of addresses, from one seed. Only this package and the signer's handle private keys. */
@NullMarked
package com.flowex.custody.key;

import org.jspecify.annotations.NullMarked;
