/** Adapters by which trades between people reach identity and the wallet. */
@NullMarked
package com.flowex.app.wiring.adapter.p2p;

import org.jspecify.annotations.NullMarked;
