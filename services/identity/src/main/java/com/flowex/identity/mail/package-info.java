/**
 * Sends mail: by SMTP, or where there is no server, to the log.
 *
 * <p>Invariants: no request waits for a mail to be sent; a mail that was committed is sent, unless it is refused or its time is
 * over; its content is sealed while it waits, and nowhere afterwards.
 */
@NullMarked
package com.flowex.identity.mail;

import org.jspecify.annotations.NullMarked;
