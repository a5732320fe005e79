/** Tables of payment methods. */
@NullMarked
package com.flowex.p2p.store.method;

import org.jspecify.annotations.NullMarked;
