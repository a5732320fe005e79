/** Tables of bank statements. */
@NullMarked
package com.flowex.p2p.store.statement;

import org.jspecify.annotations.NullMarked;
