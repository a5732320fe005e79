/**
 * The bytes of FlowEx: commands, events, state records and their envelopes, to SBE and back.
 *
 * <p>Invariant: foreign bytes are a value, {@link com.flowex.protocol.Decoded}, never an exception; bytes that are
 * understood are the very bytes their value encodes to.
 */
@NullMarked
package com.flowex.protocol;

import org.jspecify.annotations.NullMarked;
