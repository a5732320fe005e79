/** Chat of trades: who may write and read what, files in pieces, and retention. */
@NullMarked
package com.flowex.p2p.app.chat;

import org.jspecify.annotations.NullMarked;
