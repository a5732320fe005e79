/** Keys of addresses, from one seed: the only room, with the signer's, that touches private keys. */
@NullMarked
package com.flowex.custody.key;

import org.jspecify.annotations.NullMarked;
