/** The kinds of process: a whole exchange, a node, a gateway, a signer. */
@NullMarked
package com.flowex.app.process;

import org.jspecify.annotations.NullMarked;
