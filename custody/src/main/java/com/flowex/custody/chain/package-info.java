/** A chain as the exchange sees it: blocks, receipts, payments sent and their outcome. */
@NullMarked
package com.flowex.custody.chain;

import org.jspecify.annotations.NullMarked;
