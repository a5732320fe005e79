/** Tables of notices to people about their trades and offers. */
@NullMarked
package com.flowex.p2p.store.notice;

import org.jspecify.annotations.NullMarked;
