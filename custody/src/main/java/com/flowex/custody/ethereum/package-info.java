/** Ethereum and its tokens (ERC-20): the connector, and its addresses and transactions. */
@NullMarked
package com.flowex.custody.ethereum;

import org.jspecify.annotations.NullMarked;
