/** Ethereum and its tokens (ERC-20): the connector, and how addresses and transactions are made. */
@NullMarked
package com.flowex.custody.ethereum;

import org.jspecify.annotations.NullMarked;
