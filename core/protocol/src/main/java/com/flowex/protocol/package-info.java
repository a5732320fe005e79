/**
 * Wire format of FlowEx: SBE encoding of commands, events, state records and their envelopes.
 *
 * <p>Invariant: decoding foreign bytes returns a value, {@link com.flowex.protocol.Decoded}, and never throws; bytes
 * that are understood are exactly the encoding of their value.
 */
@NullMarked
package com.flowex.protocol;

import org.jspecify.annotations.NullMarked;
