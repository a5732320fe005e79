/** Translations of chat messages by an endpoint of the operator. */
@NullMarked
package com.flowex.p2p.app.translation;

import org.jspecify.annotations.NullMarked;
