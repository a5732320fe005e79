/**
 * Sends mail: by SMTP, or where there is no server, to the log.
 *
 * <p>Invariant: nobody waits for a mail to be sent.
 */
@NullMarked
package com.flowex.identity.mail;

import org.jspecify.annotations.NullMarked;
