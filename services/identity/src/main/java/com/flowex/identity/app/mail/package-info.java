/**
 * Sending of mail: by SMTP, or to the log where there is no server.
 *
 * <p>Invariants: no request waits for a mail to be sent; a committed mail is sent, unless it is refused or expires; its
 * content is sealed while it waits, and stored nowhere afterwards.
 */
@NullMarked
package com.flowex.identity.app.mail;

import org.jspecify.annotations.NullMarked;
