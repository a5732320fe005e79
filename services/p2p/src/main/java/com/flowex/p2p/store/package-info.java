/** Tables of offers and trades between people. */
@NullMarked
package com.flowex.p2p.store;

import org.jspecify.annotations.NullMarked;
