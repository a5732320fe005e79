/**
 * Who can be sent money.
 *
 * <p>Invariant: who asks hears of nobody who cannot receive, and waits after some names of nobody.
 */
@NullMarked
package com.flowex.identity.receiver;

import org.jspecify.annotations.NullMarked;
