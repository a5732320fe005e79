/**
 * Codes by SMS: numbers, the limits of messages, and their delivery by one provider or another.
 *
 * <p>Invariant: a message is given to a second provider only if the first one is known not to send it.
 */
@NullMarked
package com.flowex.identity.app.sms;

import org.jspecify.annotations.NullMarked;
