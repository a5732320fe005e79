package com.flowex.identity.mail;

import java.time.Instant;

/**
 * A mail to be.
 *
 * @param secret the code or link in the text, once more: for a log that takes the place of a server; empty if none
 * @param until moment from which its content is of no use; it is not sent any more then
 */
public record Mail(int tenant, String to, String subject, String text, String secret, Instant until) {

    /** No code in any log. */
    @Override
    public String toString() {
        return "Mail[" + to + ", " + subject + "]";
    }
}
